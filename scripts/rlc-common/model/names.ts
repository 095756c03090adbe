/**
 * Words that cannot name a parameter in strict TypeScript code, `options`, which the builders take themselves, and what the tables
 * of operations import.
 */
const reservedIdentifiers = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends false " +
    "finally for function if implements import in instanceof interface let new null options package private protected " +
    "public return static super switch this throw true try typeof undefined var void while with yield " +
    "buildForm checkItems checkNumber findInexact parseExactJson writeAny writeBoolean writeDate writeDateTime " +
    "writeHttpDate writeInteger writeNumber writeText writeUnixTime"
  ).split(" "),
);

/** Type names that generated code uses for something else. */
const reservedTypes = new Set(
  (
    "AnswerHeaders AnswerTo Array Base64Body Blob BytesBody BytesOrStream Content CoreClientOptions Date DefaultResponse EndpointParts Error ExpectedResponse " +
    "FilePart FilledPath FormData Function HeaderValues HttpMethod HttpRequest HttpRequestInit HttpResponse JsonBody ListStart LiteralMethods LiteralPath " +
    "KnownPath LongRunningPoller LongRunningPollerOptions LongRunningResult LongerPath MeantPath MediaType NodeReadable Object Omit " +
    "OneContentTypeOf NoValues PathPattern PathPatterns PagedItems PageItem PageOfItems PageResponse PageStart Paging " +
    "PagingClient PendingCall Pick PollingClient PlainRequest Promise QueryValues RawHttpHeadersInput ReadonlyArray " +
    "Record RequestBody RequestContent ResponseContract RestClientOptions Routes SendOptions StreamBody " +
    "String Symbol TakesUndefined TextBody TextOrStream Uint8Array Unmet Unexpected UnexpectedResponse"
  ).split(" "),
);

function words(text: string): string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "");
}

/** A type name, such as `WebPubSub` of `Web PubSub`. */
export function typeName(text: string): string {
  const name = words(text)
    .map((word) => word[0]?.toUpperCase() + word.slice(1))
    .join("");
  if (reservedTypes.has(name)) return `${name}Model`;
  return /^[0-9]/.test(name) || name === "" ? `Type${name}` : name;
}

/** The name of a variable, such as `xMsClientId` of `x-ms-client-id`. */
export function identifier(text: string): string {
  const [first = "", ...rest] = words(text);
  const name =
    first[0]?.toLowerCase() + first.slice(1) + rest.map((word) => word[0]?.toUpperCase() + word.slice(1)).join("");
  if (reservedIdentifiers.has(name)) return `${name}Value`;
  return /^[0-9]/.test(name) || first === "" ? `value${first === "" ? "" : name}` : name;
}

/** What an operation is named by. */
export interface OperationName {
  group: string;
  name: string;
  /** The statuses that it answers with, and `default`. */
  statuses?: readonly string[];
}

/**
 * Names operations without their group, and with it where two groups would collide, or where what is named after the
 * operation, such as `TextBody` after an operation `Text`, is something else already.
 *
 * @param taken - names of types that there are besides
 * @returns type names, in the same order
 */
export function operationTypeNames(operations: readonly OperationName[], taken: Iterable<string> = []): string[] {
  const count = new Map<string, number>();
  for (const { name } of operations) count.set(typeName(name), (count.get(typeName(name)) ?? 0) + 1);
  const used = new Set([...reservedTypes, ...taken]);
  return operations.map(({ group, name, statuses = [] }) => {
    const full = typeName(`${group} ${name}`);
    const short = count.get(typeName(name)) === 1 ? typeName(name) : full;
    const isFree = (candidate: string): boolean => !namesAfter(candidate, statuses).some((each) => used.has(each));
    const chosen = [short, full, `${full}Operation`].find(isFree) ?? short;
    for (const each of namesAfter(chosen, statuses)) used.add(each);
    return chosen;
  });
}

/** What is named after an operation. */
function namesAfter(name: string, statuses: readonly string[]): string[] {
  const answers = statuses.map((status) => `${name}${status === "default" ? "Default" : status}Response`);
  const parts = ["QueryParameters", "Headers", "Body", "Parameters", "Response"].map((part) => name + part);
  return [...new Set([...parts, ...answers, ...answers.map((answer) => `${answer}Headers`)])];
}

/** A property name, quoted where it must be. */
export function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
