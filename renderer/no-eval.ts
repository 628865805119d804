// The policy of the page forbids compiling code from text, and zod would try once. It reads this before its first
// schema, so nothing has to be loaded here.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
