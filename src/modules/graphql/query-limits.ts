import { costLimitRule } from '@escape.tech/graphql-armor-cost-limit';
import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import {
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type ValidationRule,
} from 'graphql';
import { queryInvalid, queryTooLarge } from './graphql.errors.js';

const MAX_DEPTH = 8;
const MAX_COST = 1_000;
const MAX_ALIASES = 15;
const MAX_TOKENS = 1_000;

const LIMITS: readonly ValidationRule[] = [
  maxDepthRule({ n: MAX_DEPTH }),
  costLimitRule({ maxCost: MAX_COST }),
  maxAliasesRule({ n: MAX_ALIASES }),
];

/**
 * Everything that can be said of a query before any resolver runs. The limits come first: they walk the query once, which the rules of the
 * language may do many times.
 *
 * @throws AppError query_invalid, query_too_large
 */
export function readQuery(schema: GraphQLSchema, source: string, introspection: boolean): DocumentNode {
  const document = parsed(source);
  if (!isWithinLimits(schema, document)) throw queryTooLarge();
  const rules = introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
  const errors = validate(schema, document, rules, { maxErrors: 10 });
  if (errors.length > 0) throw queryInvalid(errors);
  return document;
}

function parsed(source: string): DocumentNode {
  try {
    return parse(source, { maxTokens: MAX_TOKENS });
  } catch (error) {
    if (error instanceof GraphQLError) throw queryInvalid([error]);
    throw error;
  }
}

/** The rules throw when a limit is passed. */
function isWithinLimits(schema: GraphQLSchema, document: DocumentNode): boolean {
  try {
    return validate(schema, document, LIMITS).length === 0;
  } catch (error) {
    if (error instanceof GraphQLError) return false;
    throw error;
  }
}
