/** An access key for tests. It opens nothing. */
export const FAKE_KEY = "fake-access-key-for-tests-only-0123456789+/==";
