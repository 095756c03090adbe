import { addressProperties } from "./properties/addresses.js";
import { answerProperties } from "./properties/answers.js";
import { bodyProperties } from "./properties/bodies.js";
import { boundProperties } from "./properties/bounds.js";
import { callProperties } from "./properties/calls.js";
import { codingProperties } from "./properties/codings.js";
import { credentialProperties } from "./properties/credentials.js";
import { environmentProperties } from "./properties/environment.js";
import { headerProperties } from "./properties/headers.js";
import { odataProperties } from "./properties/odata.js";
import { progressProperties } from "./properties/progress.js";
import { serviceProperties } from "./properties/services.js";
import { settingProperties } from "./properties/settings.js";
import { streamProperties } from "./properties/streams.js";
import type { Property } from "./property.js";

/** All that is held to hold. */
export const properties: readonly Property[] = [
  ...bodyProperties,
  ...streamProperties,
  ...headerProperties,
  ...addressProperties,
  ...serviceProperties,
  ...credentialProperties,
  ...settingProperties,
  ...environmentProperties,
  ...boundProperties,
  ...callProperties,
  ...progressProperties,
  ...answerProperties,
  ...codingProperties,
  ...odataProperties,
];
