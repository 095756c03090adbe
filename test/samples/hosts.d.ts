/** As much of Deno as the samples use. The real types are met where Deno itself checks them. */
declare const Deno: {
  readonly env: { get(name: string): string | undefined };
  serve(
    options: { hostname: string; port: number },
    handler: (request: Request) => Response | Promise<Response>,
  ): unknown;
};

/** As much of Bun as the samples use. */
declare const Bun: {
  readonly env: Readonly<Record<string, string | undefined>>;
  serve(options: {
    hostname: string;
    port: number;
    routes: Record<string, Partial<Record<"GET" | "POST", (request: Request) => Response | Promise<Response>>>>;
  }): { readonly url: URL };
};
