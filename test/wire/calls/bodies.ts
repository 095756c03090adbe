import * as covers from "../clients/covers/index.js";
import * as uploads from "../clients/uploads/index.js";
import { options } from "./support.js";
import type { Calls } from "./support.js";

/** Bodies of several media types, and bytes that go out in base64. */
export const calls = (endpoint: string): Calls => {
  const three = covers.createClient(endpoint, options);
  const two = uploads.createClient(endpoint, options);
  const bytes = new Uint8Array([0xff, 0xd8]);
  const songs = three.path("/song");
  const headers = ["content-type"];
  const coverComesBack = {
    sends: "GET /cover\naccept: image/jpeg",
    headers: ["accept"],
    answer: "/9g=",
    answerType: "image/jpeg",
    returns: "/9g=",
  };
  return {
    "bytes may go out by themselves where a form of Swagger 2.0 may, too": {
      call: () =>
        two
          .path("/attachments")
          .post({ contentType: "application/octet-stream", body: bytes, queryParameters: { name: "a" } }),
      sends: "POST /attachments?name=a\ncontent-type: application/octet-stream\n\nffd8",
      headers,
      body: "hex",
    },
    "and so may the form": {
      call: () => two.path("/attachments").post({ contentType: "multipart/form-data", body: { attachment: bytes } }),
      sends: "POST /attachments\ncontent-type: multipart/form-data; boundary=(boundary)",
      headers,
    },
    "and the type has to be named": {
      // @ts-expect-error -- the content type is missing
      call: () => two.path("/attachments").post({ body: { attachment: bytes } }),
      refuses: ["contentType", /one of "application\/octet-stream", "multipart\/form-data"/],
    },
    "a form may be of either kind where a document names both": {
      call: () => two.path("/notes").post({ contentType: "application/x-www-form-urlencoded", body: { note: "a b" } }),
      sends: "POST /notes\ncontent-type: application/x-www-form-urlencoded\n\nnote=a+b",
      headers,
      body: "text",
    },
    "of the other one": {
      call: () => two.path("/notes").post({ contentType: "multipart/form-data", body: { note: "a b" } }),
      sends:
        'POST /notes\n\n--(boundary)\r\nContent-Disposition: form-data; name="note"\r\n\r\na b\r\n--(boundary)--\r\n\r\n',
      body: "text",
    },
    "or a text": {
      call: () => two.path("/notes").post({ contentType: "text/plain", body: "a b" }),
      sends: "POST /notes\ncontent-type: text/plain\n\na b",
      headers,
      body: "text",
    },
    "or bytes": {
      call: () => two.path("/notes").post({ contentType: "image/png", body: bytes }),
      sends: "POST /notes\ncontent-type: image/png\n\nffd8",
      headers,
      body: "hex",
    },
    "beside a form of Swagger 2.0 nothing is said of JSON": {
      // @ts-expect-error -- only the form is described
      call: () => two.path("/notes").put({ contentType: "application/json", body: { note: "a" } }),
      refuses: ["contentType", /one of "application\/x-www-form-urlencoded"/],
    },
    "what a document of Swagger 2.0 calls byte goes out in base64": {
      call: () => two.path("/cover").put({ body: "/9g=" }),
      sends: "PUT /cover\ncontent-type: image/jpeg\n\n/9g=",
      headers,
      body: "text",
    },
    "and not as bytes": {
      // @ts-expect-error -- a text in base64 is asked for
      call: () => two.path("/cover").put({ body: bytes }),
      refuses: ["body", /a string or a stream, because "contentType" is "image\/jpeg"/],
    },
    "what it calls binary does": {
      call: () => two.path("/raw").put({ body: bytes }),
      sends: "PUT /raw\ncontent-type: image/jpeg\n\nffd8",
      headers,
      body: "hex",
    },
    "it comes back as the text that it is": {
      call: async () => {
        const { body } = await two.path("/cover").get();
        const text: string = body;
        return { body: text };
      },
      ...coverComesBack,
    },
    "in OpenAPI 3, too": {
      call: async () => {
        const { body } = await three.path("/cover").get();
        const text: string = body;
        return { body: text };
      },
      ...coverComesBack,
    },
    "where it goes out as well": {
      call: () => three.path("/cover").put({ contentType: "image/jpeg", body: "/9g=" }),
      sends: "PUT /cover\ncontent-type: image/jpeg\n\n/9g=",
      headers,
      body: "text",
    },
    "beside bytes of another type": {
      call: () => three.path("/cover").put({ contentType: "image/png", body: bytes }),
      sends: "PUT /cover\ncontent-type: image/png\n\nffd8",
      headers,
      body: "hex",
    },
    "each of several JSON types has its schema": {
      call: () => songs.post({ contentType: "application/vnd.band+json", body: { members: 4 } }),
      sends: 'POST /song\ncontent-type: application/vnd.band+json\n\n{"members":4}',
      headers,
      body: "text",
    },
    "and not that of another": {
      // @ts-expect-error -- a band has members
      call: () => songs.post({ contentType: "application/vnd.band+json", body: { title: "a" } }),
      sends: "POST /song",
    },
    "a reference that stands in an allOf alone is what it refers to": {
      call: () => {
        const parts = { mood: "glad", length: 90, tags: ["a"], band: { members: 4 }, year: 1967 } as const;
        return songs.post({ contentType: "application/json", body: { title: "a", ...parts } });
      },
      sends: 'POST /song\n\n{"title":"a","mood":"glad","length":90,"tags":["a"],"band":{"members":4},"year":1967}',
      body: "text",
    },
    "and nothing else": {
      // @ts-expect-error -- a length is a number, or null
      call: () => songs.post({ contentType: "application/json", body: { title: "a", length: "90" } }),
      sends: "POST /song",
    },
    "where a name stands for it, too": {
      // @ts-expect-error -- a year is a number
      call: () => songs.post({ contentType: "application/json", body: { title: "a", year: "1967" } }),
      sends: "POST /song",
    },
    "a form may stand beside JSON of the same schema": {
      call: () => songs.post({ contentType: "application/x-www-form-urlencoded", body: { title: "a b" } }),
      sends: "POST /song\ncontent-type: application/x-www-form-urlencoded\n\ntitle=a+b",
      headers,
      body: "text",
    },
    "a form has the fields of all that its schema consists of": {
      call: () => songs.post({ contentType: "multipart/form-data", body: { title: "a", sound: bytes } }),
      sends: "POST /song\ncontent-type: multipart/form-data; boundary=(boundary)",
      headers,
    },
    "and where it stands alone": {
      call: () => three.path("/title").put({ body: { title: "a", members: 4 } }),
      sends: "PUT /title\n\ntitle=a&members=4",
      body: "text",
    },
    "a media type without a schema takes bytes": {
      call: () => songs.post({ contentType: "application/octet-stream", body: bytes }),
      sends: "POST /song\ncontent-type: application/octet-stream\n\nffd8",
      headers,
      body: "hex",
    },
    "and so does one that AutoRest does not know": {
      call: () => songs.post({ contentType: "font/ttf", body: bytes }),
      sends: "POST /song\ncontent-type: font/ttf\n\nffd8",
      headers,
      body: "hex",
    },
    "a body without a type is none": { call: () => three.path("/title").delete(), sends: "DELETE /title" },
    "an answer whose JSON types have schemas of their own may be any value": {
      call: async () => {
        const { body } = await songs.post({ contentType: "application/json", body: { title: "a" } });
        // @ts-expect-error -- it may be a band
        const title: string = body.title;
        return { body: [title, body] };
      },
      sends: "POST /song\naccept: application/json, application/vnd.band+json",
      headers: ["accept"],
      answer: '{"title":"a"}',
      returns: ["a", { title: "a" }],
    },
  };
};
