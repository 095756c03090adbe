/** Why a WebSocket is closed: RFC 6455 section 7.4.1. */
export const closeCodes = {
  normal: 1000,
  goingAway: 1001,
  unsupportedData: 1003,
  invalidPayload: 1007,
  /** It also tells a reliable client not to try a recovery (`Azure/azure-webpubsub`, client-spec.md, 1.4). */
  policyViolation: 1008,
  internalError: 1011,
} as const;
