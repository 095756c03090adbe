/** Hub names that the service takes (its API documents of 2021-10-01 and later, parameter `hub`). */
export const isHubName = (name: string): boolean => /^[A-Za-z][A-Za-z0-9_`,.[\]]{0,127}$/.test(name);

/** The same in words. */
export const hubNameRule = "a letter, and up to 127 letters, digits or any of _`,.[] after it";

/** Group names that the service takes (its API documents of 2022-11-01 and later, parameter `group`; earlier ones are silent). */
export const isGroupName = (name: string): boolean => name.length <= 1024 && /^(?!\s+$).+$/.test(name);

/** The same in words. */
export const groupNameRule = "1 to 1024 characters, none of them a line break and not all of them blank";

/** What the service says of another name (recorded traffic of five API versions). Ours refuses line breaks as well. */
export const invalidGroup = "Invalid group name. Valid group name should be in between 1 and 1024 characters long.";
