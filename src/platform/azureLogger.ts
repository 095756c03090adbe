export { createClientLogger } from "@azure/logger";
