import { config } from 'zod'

// Zod tries whether it may compile code; the content policy forbids it, and every try is reported as an attack.
config({ jitless: true })
