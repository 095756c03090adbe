import type { OperationModel, ResponseModel } from "./clientModel.js";
import { descriptionOf, extension, httpOfRequest, httpOfResponse, known } from "./codeModel.js";
import type { AnyResponse, HttpHeader, Operation } from "./codeModel.js";
import { readPageItem } from "./readPaging.js";
import { readPrefix } from "./readParameter.js";
import { text } from "./text.js";
import { typeText } from "./typeText.js";
import { unsupported } from "./unsupported.js";

/** What is read of an operation before its answers are. */
type Known = Pick<OperationModel, "id" | "typeName"> & { paging?: OperationModel["paging"] };

/**
 * Reads what an operation may answer: its responses, then its errors.
 *
 * @param operation - an operation of AutoRest's code model
 */
export function readResponses(operation: Operation, { id, typeName, paging }: Known): ResponseModel[] {
  const { responses = [], exceptions = [] } = operation;
  const areErrors = saysNothingOfErrors(operation) ? /^[45]/ : /^[13-5]XX$/;
  const isError = (response: AnyResponse): boolean =>
    httpOfResponse(response).statusCodes.some((code) => areErrors.test(String(code).toUpperCase()));
  return mergeAlike([
    ...responses.flatMap((response) => readResponse(response, { id, typeName, paging }, isError(response))),
    ...exceptions.flatMap((response) => readResponse(response, { id, typeName }, true)),
  ]);
}

/** AutoRest has an answer for each media type; to callers those of one status are one, whose body may be any of theirs. */
function mergeAlike(responses: readonly ResponseModel[]): ResponseModel[] {
  const merged = new Map<string, ResponseModel>();
  for (const response of responses) {
    const before = merged.get(response.status);
    if (before === undefined) {
      merged.set(response.status, response);
      continue;
    }
    const bodies = [before.body, response.body].filter((body) => body !== undefined);
    const types = [...new Set(bodies.map(({ type }) => type.text))];
    const [first] = bodies;
    merged.set(response.status, {
      ...before,
      ...(first && {
        body: { ...first, type: { text: types.join(" | "), uses: bodies.flatMap(({ type }) => type.uses) } },
      }),
    });
  }
  return [...merged.values()];
}

/**
 * Whether a document lists errors as it lists answers, as most do that are not Azure's, which have a default or mark them.
 * Whether there is a thing is what a HEAD asks, and 404 is an answer to it.
 */
function saysNothingOfErrors({ exceptions = [], requests = [] }: Operation): boolean {
  return exceptions.length === 0 && requests.every((request) => httpOfRequest(request).method !== "head");
}

function readResponse(response: AnyResponse, { id, typeName, paging }: Known, isError: boolean): ResponseModel[] {
  const { statusCodes, headers = [] } = httpOfResponse(response);
  return statusCodes.map((code) => {
    const status = String(code).toUpperCase().replace("DEFAULT", "default");
    const place = `${id}, response ${status}`;
    return {
      typeName: `${typeName}${status === "default" ? "Default" : status}Response`,
      status,
      description: text(descriptionOf(response)),
      // Without a response called default, AutoRest leaves a listed one without the mark of an error.
      isError: isError || status === "default",
      ...(paging && response.schema && { pageItem: readPageItem(response.schema, paging.items, place) }),
      ...readBody(response, place),
      headers: headers.map((header) => readHeader(header, place)),
    };
  });
}

function readHeader(header: HttpHeader, place: string): ResponseModel["headers"][number] {
  const { type } = known(header.schema);
  const prefix = readPrefix(header);
  return {
    name: header.header.toLowerCase(),
    ...(prefix && { prefix }),
    // Headers arrive as texts, whatever the document says that the text means.
    type:
      type === "sealed-choice" || type === "choice"
        ? typeText(header.schema, "output", place)
        : { text: "string", uses: [] },
    description: text(descriptionOf(header)),
  };
}

function readBody(response: AnyResponse, place: string): Pick<ResponseModel, "body"> {
  if (extension(response, "x-base64") === true)
    return { body: { type: { text: "string", uses: [] }, description: "Bytes in base64, as the text that arrives." } };
  // Bytes of a media type that is not for bytes come as a schema.
  if (response.binary === true || (response.schema && known(response.schema).type === "binary")) {
    return {
      body: {
        type: { text: "unknown", uses: [] },
        description: "Bytes: read them with `asNodeStream` or `asBrowserStream`.",
      },
    };
  }
  if (response.schema === undefined) return {};
  const { mediaTypes = [] } = httpOfResponse(response);
  if (mediaTypes.length > 0 && mediaTypes.every((mediaType) => /[/+]xml\b/.test(mediaType))) {
    throw unsupported(place, `an XML body (${mediaTypes.join(", ")})`);
  }
  const type = typeText(response.schema, "output", place);
  return { body: { type: response.nullable ? { ...type, text: `${type.text} | null` } : type, description: "" } };
}
