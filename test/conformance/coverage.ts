/**
 * How often each scenario of the test server has been passed, by its name. It keeps three reports.
 *
 * @param endpoint - the server's
 */
export async function readCoverage(endpoint: string): Promise<Record<string, number>> {
  const reports = ["/report", "/report/azure", "/report/optional"].map(
    async (path) => (await (await fetch(endpoint + path)).json()) as Record<string, number>,
  );
  return Object.assign({}, ...(await Promise.all(reports)));
}
