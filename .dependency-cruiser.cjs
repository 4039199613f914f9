'use strict';
/** The import law of docs/architecture.md. Nothing here may be excused in a file: change the law, or the code. */

const { error, roles } = require('./.dependency-cruiser.roles.cjs');

/** Which module may use which, apart from SHARED. A module that is not listed may not be imported by any other. */
const MODULES = {
  users: [],
  accounts: ['users'],
  auth: ['users', 'accounts'],
  'bot-tokens': ['users', 'accounts'],
  'bot-users': ['users', 'accounts', 'bot-tokens'],
  'platform-linking': ['users', 'bot-tokens', 'providers'],
  providers: ['accounts'],
  'bot-connections': ['accounts', 'bot-users', 'providers'],
  passthrough: ['accounts', 'bot-connections', 'providers'],
  'chat-proxy': ['users', 'bot-tokens', 'platform-linking'],
  'bot-workers': ['accounts', 'bot-tokens', 'bot-connections', 'passthrough'],
  graphql: ['auth'],
  system: [],
};

/** Small infrastructure that every module may use, and that uses no module itself. */
const SHARED = ['audit', 'idempotency', 'rate-limits'];

const anyOf = (names) => `(?:${names.join('|')})`;

/** One rule per module: whatever lies in another module's folder is forbidden unless the table allows it. */
const moduleEdges = [...Object.entries(MODULES), ...SHARED.map((name) => [name, null])].map(([name, allowed]) =>
  error(
    `module-${name}-uses`,
    `${name} may use: ${(allowed === null ? [] : [...allowed, ...SHARED]).join(', ') || 'no module'}`,
    { path: `^src/modules/${name}/` },
    {
      path: '^src/modules/[^/]+/',
      pathNot: `^src/modules/${anyOf([name, ...(allowed === null ? [] : [...allowed, ...SHARED])])}/`,
    },
  ),
);

const known = anyOf([...Object.keys(MODULES), ...SHARED]);

const doors = [
  error(
    'module-unlisted',
    'A new module needs a line in the table above',
    { path: `^src/modules/(?!${known}/)[^/]+/` },
    {},
  ),
  error(
    'module-door',
    'Another module is entered through its index.ts',
    { path: '^src/modules/([^/]+)/' },
    { path: '^src/modules/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index\\.ts$'] },
  ),
  error(
    'module-door-from-outside',
    'Modules are entered through index.ts; only the entity list reaches past it',
    { path: '^src/(?!modules/)', pathNot: '^src/database/entities\\.ts$' },
    { path: '^src/modules/', pathNot: '^src/modules/[^/]+/index\\.ts$' },
  ),
  error(
    'entity-list',
    'The entity list reaches for entities, nothing else',
    { path: '^src/database/entities\\.ts$' },
    { path: '^src/', pathNot: '\\.entity\\.ts$' },
  ),
  error(
    'door-shows',
    'index.ts exports the module, services, guards and plain types; never an entity, a repository or a DTO',
    { path: '^src/modules/[^/]+/index\\.ts$' },
    { path: '\\.(entity|repository|controller)\\.ts$|/dto/' },
  ),
  error(
    'door-of-its-own',
    'Inside a module files name each other; its own door is for others',
    { path: '^src/modules/([^/]+)/' },
    { path: '^src/modules/$1/index\\.ts$' },
  ),
];

const layers = [
  error(
    'common-stands-alone',
    'common/ has no tables and knows no module',
    { path: '^src/common/' },
    {
      path: '^src/(?!common/)',
    },
  ),
  error(
    'config-stands-alone',
    'config/ knows only common/',
    { path: '^src/config/' },
    { path: '^src/(?!config/|common/)' },
  ),
  error(
    'console-hands-out-files',
    'console/ serves what web/ was built into; of the program it knows only common/',
    { path: '^src/console/' },
    { path: '^src/(?!console/|common/)' },
  ),
  error(
    'database-knows-no-module',
    'database/ knows common/, config/ and (for the entity list) entities',
    { path: '^src/database/', pathNot: '^src/database/entities\\.ts$' },
    { path: '^src/modules/' },
  ),
  error(
    'root-is-composition',
    'Only the composing files at the top of src see the whole; nobody looks back at them',
    { path: '^src/[^/]+/' },
    { path: '^src/[^/]+\\.ts$' },
  ),
  error(
    'migrations-stand-alone',
    'A landed migration never changes with src',
    { path: '^migrations/' },
    { path: '^src/' },
  ),
  error(
    'migrations-import-types',
    'Migrations hold SQL; of TypeORM they know types',
    { path: '^migrations/' },
    { dependencyTypes: ['npm', 'npm-dev', 'core'], dependencyTypesNot: ['type-only'] },
  ),
  error(
    'src-without-tests',
    'The program knows nothing of its tests',
    { path: '^(src|migrations)/', pathNot: '\\.spec\\.ts$' },
    {
      path: '^(test|bench)/|\\.spec\\.ts$',
    },
  ),
];

/** The console is a program of its own: of the rest it knows what the OpenAPI document says. */
const consoleRooms = [
  error('console-apart', 'web/ and the program meet over HTTP', { path: '^web/' }, { path: '^(src|migrations|test)/' }),
  error('program-apart', 'web/ and the program meet over HTTP', { path: '^(src|migrations)/' }, { path: '^web/' }),
  error('web-api', 'api/ knows nobody', { path: '^web/src/api/' }, { path: '^web/src/(?!api/)' }),
  error(
    'web-ui',
    'ui/ knows no page, and nobody who looks at one',
    { path: '^web/src/ui/' },
    { path: '^web/src/(?!ui/|api/)' },
  ),
  error(
    'web-page-door',
    'Another page is entered through its index',
    { path: '^web/src/pages/([^/]+)/' },
    { path: '^web/src/pages/', pathNot: ['^web/src/pages/$1/', '^web/src/pages/[^/]+/index\\.tsx$'] },
  ),
  error(
    'web-page-door-from-outside',
    'Pages are entered through their index',
    { path: '^web/src/(?!pages/)' },
    { path: '^web/src/pages/', pathNot: '^web/src/pages/[^/]+/index\\.tsx$' },
  ),
];

const hygiene = [
  error('no-cycles', 'Two files that need each other are one file, or three', {}, { circular: true }),
  error(
    'no-orphans',
    'A file nobody imports is a program (listed here) or dead',
    {
      orphan: true,
      path: '^(src|migrations)/',
      pathNot: '^src/(main|config/print)\\.ts$|\\.d\\.ts$',
    },
    {},
  ),
  error('resolvable', 'Every import resolves', {}, { couldNotResolve: true }),
  error(
    'declared-packages',
    'Packages are declared in package.json, and what runs is no devDependency',
    { path: '^src/', pathNot: '\\.spec\\.ts$' },
    { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
  ),
];

module.exports = {
  forbidden: [...moduleEdges, ...doors, ...layers, ...roles, ...consoleRooms, ...hygiene],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Types count: a type of a neighbour's inside is as much of a coupling as a value.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '^(dist|data)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['node', 'import', 'require', 'types'] },
    skipAnalysisNotInRules: false,
  },
};
