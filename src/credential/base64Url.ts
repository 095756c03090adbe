const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Base64 for URLs, without padding: RFC 4648 section 5. Not every runtime has `btoa`, and it takes no bytes. */
export function encodeBase64Url(bytes: Uint8Array): string {
  let text = "";
  for (let index = 0; index < bytes.length; index += 3) {
    const [first = 0, second = 0, third = 0] = bytes.subarray(index, index + 3);
    const bits = (first << 16) | (second << 8) | third;
    const count = Math.min(bytes.length - index, 3) + 1;
    for (let digit = 0; digit < count; digit += 1) text += digits[(bits >> (18 - 6 * digit)) & 63];
  }
  return text;
}
