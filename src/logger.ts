import { createClientLogger } from "@azure/logger";

/**
 * The log of this package, in the namespace `azure:web-pubsub-rest`. `AZURE_LOG_LEVEL=verbose` or `setLogLevel` of
 * `@azure/logger` turn it on.
 */
export const logger = createClientLogger("web-pubsub-rest");
