/** What of Trusted Types is used here; TypeScript's DOM does not know them. */
declare const trustedTypes:
  | {
      readonly createPolicy: (
        name: string,
        rules: { readonly createScriptURL: (url: string) => string },
      ) => { readonly createScriptURL: (url: string) => { readonly toString: () => string } }
    }
  | undefined
