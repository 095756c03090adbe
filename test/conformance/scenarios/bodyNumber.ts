import { createClient } from "../clients/body-number/index.js";
import { options, rejects, returns, succeeds } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "body-number";

/** What the server calls them. */
export const names = /^(get|put)(Number|Float|Double|Decimal)/;

/** Calls by the name of the scenario that they pass. */
export const scenarios = (endpoint: string): Scenarios => {
  const client = createClient(endpoint, options);
  return {
    getNumberNull: () => returns(client.path("/number/null").get(), "200", undefined),
    getFloatInvalid: () => rejects(client.path("/number/invalidfloat").get(), "PARSE_ERROR"),
    getDoubleInvalid: () => rejects(client.path("/number/invaliddouble").get(), "PARSE_ERROR"),
    getDecimalInvalid: () => rejects(client.path("/number/invaliddecimal").get(), "PARSE_ERROR"),
    getFloatBigScientificNotation: () =>
      returns(client.path("/number/big/float/3.402823e+20").get(), "200", 3.402823e20),
    putFloatBigScientificNotation: () =>
      succeeds(client.path("/number/big/float/3.402823e+20").put({ body: 3.402823e20 })),
    getDoubleBigScientificNotation: () =>
      returns(client.path("/number/big/double/2.5976931e+101").get(), "200", 2.5976931e101),
    putDoubleBigScientificNotation: () =>
      succeeds(client.path("/number/big/double/2.5976931e+101").put({ body: 2.5976931e101 })),
    getDoubleBigPositiveDecimal: () => returns(client.path("/number/big/double/99999999.99").get(), "200", 99999999.99),
    putDoubleBigPositiveDecimal: () =>
      succeeds(client.path("/number/big/double/99999999.99").put({ body: 99999999.99 })),
    getDoubleBigNegativeDecimal: () =>
      returns(client.path("/number/big/double/-99999999.99").get(), "200", -99999999.99),
    putDoubleBigNegativeDecimal: () =>
      succeeds(client.path("/number/big/double/-99999999.99").put({ body: -99999999.99 })),
    getDecimalBig: () => returns(client.path("/number/big/decimal/2.5976931e+101").get(), "200", 2.5976931e101),
    putDecimalBig: () => succeeds(client.path("/number/big/decimal/2.5976931e+101").put({ body: 2.5976931e101 })),
    getDecimalBigPositiveDecimal: () =>
      returns(client.path("/number/big/decimal/99999999.99").get(), "200", 99999999.99),
    putDecimalBigPositiveDecimal: () =>
      succeeds(client.path("/number/big/decimal/99999999.99").put({ body: 99999999.99 })),
    getDecimalBigNegativeDecimal: () =>
      returns(client.path("/number/big/decimal/-99999999.99").get(), "200", -99999999.99),
    putDecimalBigNegativeDecimal: () =>
      succeeds(client.path("/number/big/decimal/-99999999.99").put({ body: -99999999.99 })),
    getFloatSmallScientificNotation: () =>
      returns(client.path("/number/small/float/3.402823e-20").get(), "200", 3.402823e-20),
    putFloatSmallScientificNotation: () =>
      succeeds(client.path("/number/small/float/3.402823e-20").put({ body: 3.402823e-20 })),
    getDoubleSmallScientificNotation: () =>
      returns(client.path("/number/small/double/2.5976931e-101").get(), "200", 2.5976931e-101),
    putDoubleSmallScientificNotation: () =>
      succeeds(client.path("/number/small/double/2.5976931e-101").put({ body: 2.5976931e-101 })),
    getDecimalSmall: () => returns(client.path("/number/small/decimal/2.5976931e-101").get(), "200", 2.5976931e-101),
    putDecimalSmall: () => succeeds(client.path("/number/small/decimal/2.5976931e-101").put({ body: 2.5976931e-101 })),
  };
};
