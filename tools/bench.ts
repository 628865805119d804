import path from 'node:path'
import { root } from './lib/paths.ts'
import { runNode } from './lib/run-command.ts'

process.exitCode = (await runNode(path.join(root, 'tests/bench/run.ts'), process.argv.slice(3))).code
