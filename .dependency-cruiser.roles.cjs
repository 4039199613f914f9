'use strict';
/** What a file may import by its role, which its name says: x.rules.ts, x.entity.ts, x.controller.ts, dto/ … */

const error = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const TYPEORM = 'node_modules/(typeorm|@nestjs/typeorm)/';

const roles = [
  error(
    'typeorm-in-its-place',
    'TypeORM is known to entities, repositories, module files and database/ (to counters.ts by type)',
    {
      path: '^src/',
      pathNot: '\\.(entity|repository|module)\\.ts$|^src/database/|^src/modules/rate-limits/counters\\.ts$',
    },
    { path: TYPEORM },
  ),
  error(
    'counters-know-typeorm-by-type',
    'The counters hand the pool on, they do not query it',
    { path: '^src/modules/rate-limits/counters\\.ts$' },
    { path: TYPEORM, dependencyTypesNot: ['type-only'] },
  ),
  error(
    'pure-rules',
    'Rules decide from what they are given: no framework, database, clock or file',
    { path: '\\.rules\\.ts$' },
    {
      pathNot: [
        '^(node:)?(crypto|url)$',
        '\\.(rules|types|errors)\\.ts$',
        '^src/common/(errors|crypto)/',
        '^src/common/(platforms|console-pages|access/(permissions|principal|token-permissions))\\.ts$',
        // A list of words, nothing else.
        '^src/modules/auth/passwords/common-passwords\\.ts$',
      ],
      dependencyTypesNot: ['type-only'],
    },
  ),
  error(
    'plain-entities',
    'Entities are tables: TypeORM, types of ours, and the columns that several tables of a module share',
    { path: '^(.*/)[^/]+\\.entity\\.ts$' },
    {
      pathNot: ['node_modules/typeorm/', '\\.types\\.ts$', '\\.rules\\.ts$', '^$1[^/]+\\.entity\\.ts$'],
      dependencyTypesNot: ['type-only'],
    },
  ),
  error(
    'controllers-ask-services',
    'Controllers never touch a repository or an entity',
    { path: '\\.(controller|resolver)\\.ts$' },
    { path: '\\.(repository|entity)\\.ts$|^src/database/' },
  ),
  error(
    'dto-imports',
    'DTOs know class-validator, class-transformer, swagger, GraphQL, common/, and plain types of their own module',
    { path: '^src/modules/([^/]+)/dto/' },
    {
      pathNot: [
        'node_modules/(class-validator|class-transformer|@nestjs/swagger|@nestjs/graphql)/',
        '^src/common/',
        '^src/modules/$1/dto/',
        // Lengths and patterns that a neighbour owns; which neighbour is for the table above.
        '^src/modules/[^/]+/index\\.ts$',
        '^src/modules/$1/.+\\.(types|rules)\\.ts$',
        // The enums of the GraphQL schema, which are there once.
        '^src/modules/$1/graphql-words\\.ts$',
      ],
      dependencyTypesNot: ['type-only'],
    },
  ),
  error(
    'dto-of-other-modules',
    'DTOs belong to their module',
    { path: '^src/modules/([^/]+)/' },
    { path: '^src/modules/[^/]+/dto/', pathNot: '^src/modules/$1/' },
  ),
  error(
    'services-without-http',
    'Services and repositories know no request',
    {
      path: '\\.(service|repository|rules|entity|types)\\.ts$',
      pathNot: '^src/modules/rate-limits/rate-limit\\.types\\.ts$',
    },
    { path: 'node_modules/(fastify|@fastify/[^/]+|@nestjs/platform-fastify)/' },
  ),
];

module.exports = { error, roles };
