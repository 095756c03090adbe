/** Hub names that the service takes (its API documents of 2021-10-01 and later, parameter `hub`). */
export const isHubName = (name: string): boolean => /^[A-Za-z][A-Za-z0-9_`,.[\]]{0,127}$/.test(name);

/** Group names that the service takes: 1 to 1024 characters that are not all blank (same documents, parameter `group`). */
export const isGroupName = (name: string): boolean => name.length <= 1024 && name.trim() !== "";
