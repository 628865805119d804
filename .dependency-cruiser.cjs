// The walls between rooms, as graph rules. ARCHITECTURE.md says why each stands; tests/architecture breaks each once.

// The parser's tree walker does not know `using` yet; to it, that is a declaration like any other.
const { Visitor } = require('@swc/core/Visitor')
const visitStatement = Visitor.prototype.visitStatement
Visitor.prototype.visitStatement = function visitStatementOrUsing(statement) {
  if (statement.type !== 'UsingDeclaration') return visitStatement.call(this, statement)
  statement.decls = this.visitVariableDeclarators(statement.decls)
  return statement
}

/** Core domains, whose insides belong to them alone. Pure rooms (prompt) and ground floors (store, jobs) are not in here. */
const domains =
  'vault|chat|providers|companions|letter-draft|cards|lore|importers|exporters|search|voice|backup|settings|care|memory|milestones|story|printing'

/** Files of a domain that are part of the ground floor: errors and pure functions that everybody may name. */
const commons = '^electron/core/vault/vault-trouble\\.ts$'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Two files that need each other are one file, or lack a third.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'shared-is-pure',
      severity: 'error',
      comment: 'shared runs anywhere: zod and the contract library only.',
      from: { path: '^shared/' },
      to: { pathNot: ['^shared/', '(^|/)node_modules/(zod|@orpc/contract)/'] },
    },
    {
      name: 'core-is-host-free',
      severity: 'error',
      comment: 'The product knows no host and no interface.',
      from: { path: '^electron/core/' },
      to: {
        path: ['^electron/(desktop|browser|cli)/', '^renderer/', '^locales/', '^tests/', '(^|/)node_modules/electron/'],
      },
    },
    {
      name: 'domains-are-strangers',
      severity: 'error',
      comment: 'A domain gets another one as a factory argument: it may import its types, not its code.',
      from: { path: `^electron/core/(${domains})/` },
      to: {
        path: `^electron/core/(${domains})/`,
        pathNot: ['^electron/core/$1/', commons],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'sql-stays-home',
      severity: 'error',
      comment: 'Only the domain itself and the pages that wire it (for the main thread, for a job) know a repository.',
      from: {
        path: '^electron/core/([^/.]+)',
        pathNot: '^electron/core/(session|session-days|session-library|session-memory|job-vault|app)\\.ts$',
      },
      to: {
        path: '^electron/core/[^/]+/[^/]*-repository\\.ts$',
        pathNot: '^electron/core/$1/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'store-knows-no-domain',
      severity: 'error',
      comment: 'The ground floor (store, jobs) carries the domains and knows none of them.',
      from: { path: '^electron/core/store/' },
      to: { path: `^electron/core/(${domains})/`, pathNot: commons, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'hosts-are-thin',
      severity: 'error',
      comment: 'A host composes the app and carries bytes: no other host, no interface.',
      from: { path: '^electron/(desktop|browser|cli)/' },
      to: { path: ['^electron/(desktop|browser|cli)/', '^renderer/', '^tests/'], pathNot: '^electron/$1/' },
    },
    {
      name: 'electron-lives-in-desktop',
      severity: 'error',
      from: { pathNot: '^electron/desktop/' },
      to: { path: '(^|/)node_modules/electron/' },
    },
    {
      name: 'preload-is-alone',
      severity: 'error',
      comment: 'The preload runs beside hostile content: electron and nothing else.',
      from: { path: '^electron/desktop/preload\\.ts$' },
      to: { pathNot: '(^|/)node_modules/electron/' },
    },
    {
      name: 'renderer-knows-the-contract-only',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: ['^electron/', '^tests/', '(^|/)node_modules/electron/'] },
    },
    {
      name: 'renderer-runs-without-node',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'features-are-strangers',
      severity: 'error',
      comment: 'Features meet only in app/routes.tsx.',
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
    },
    {
      name: 'features-see-paths-not-the-app',
      severity: 'error',
      from: { path: '^renderer/features/' },
      to: { path: '^renderer/(app/|main)', pathNot: '^renderer/app/paths\\.ts$' },
    },
    {
      name: 'design-knows-nobody',
      severity: 'error',
      comment: 'Presentational parts: no text, no data.',
      from: { path: '^renderer/design/' },
      to: { path: ['^renderer/', '^shared/', '^locales/'], pathNot: '^renderer/design/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^out/' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    detectProcessBuiltinModuleCalls: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
