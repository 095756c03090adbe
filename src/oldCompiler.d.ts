// Chosen by compilers before 5.0, which stumble over the declarations of the core library, and hide that where they are told
// not to look into libraries. What they say of a client that is made is what to do.

type Needed = "web-pubsub-rest needs TypeScript 5.4 or later";

export declare function createWebPubSubClient(...needed: Needed[]): unknown;
export declare function createWebPubSubClientFromConnectionString(...needed: Needed[]): unknown;
