/**
 * How often each scenario of the test server has been passed, by its name. It keeps three reports.
 *
 * @param {string} endpoint
 * @returns {Promise<Record<string, number>>}
 */
export async function readCoverage(endpoint) {
  const reports = ["/report", "/report/azure", "/report/optional"].map(async (path) =>
    (await fetch(endpoint + path)).json(),
  );
  return Object.assign({}, ...(await Promise.all(reports)));
}
