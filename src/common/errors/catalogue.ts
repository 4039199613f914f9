/** One refusal: its stable integer, HTTP status, and the title a person reads. */
export interface CatalogueEntry {
  readonly errorCode: number;
  readonly status: number;
  readonly title: string;
}

/**
 * Every refusal of the program. Clients switch on `code` and `error_code`: entries are added, never renumbered, renamed or
 * removed (a test compares with the committed list). 1022-1025 are fixed by the contract of bot users.
 */
export const CATALOGUE = {
  // The request itself
  request_malformed: { errorCode: 1000, status: 400, title: 'The request cannot be read' },
  request_invalid: { errorCode: 1001, status: 422, title: 'The request has invalid fields' },
  request_too_large: { errorCode: 1002, status: 413, title: 'The request is too large' },
  request_headers_too_large: { errorCode: 1003, status: 431, title: 'The request headers are too large' },
  request_timeout: { errorCode: 1004, status: 408, title: 'The request took too long to arrive' },
  route_not_found: { errorCode: 1005, status: 404, title: 'There is nothing at this address' },
  method_not_allowed: { errorCode: 1006, status: 405, title: 'This address does not take this method' },
  media_type_unsupported: { errorCode: 1007, status: 415, title: 'The body must be application/json' },
  uri_too_long: { errorCode: 1008, status: 414, title: 'The address is too long' },
  cursor_invalid: { errorCode: 1009, status: 422, title: 'The cursor is not one of this list' },
  idempotency_key_invalid: {
    errorCode: 1010,
    status: 400,
    title: 'Idempotency-Key must be 1-255 visible ASCII characters',
  },
  idempotency_key_reused: { errorCode: 1011, status: 422, title: 'This Idempotency-Key came with another body before' },
  request_in_progress: {
    errorCode: 1012,
    status: 409,
    title: 'The first request with this Idempotency-Key still runs',
  },
  secret_already_shown: {
    errorCode: 1013,
    status: 409,
    title: 'The secret of this answer was shown and is no longer kept',
  },
  rate_limited: { errorCode: 1014, status: 429, title: 'Too many requests' },
  busy: { errorCode: 1015, status: 429, title: 'Too much of this work is waiting already' },
  unexpected: { errorCode: 1016, status: 500, title: 'Something went wrong' },
  database_unavailable: { errorCode: 1017, status: 503, title: 'The database cannot be reached right now' },

  // Bot users (fixed numbers)
  account_is_bot: { errorCode: 1022, status: 412, title: 'Bot users cannot sign in' },
  bot_users_disabled: { errorCode: 1023, status: 403, title: 'Bot users are switched off' },
  bot_not_owned: { errorCode: 1024, status: 403, title: 'This bot belongs to somebody else' },
  cannot_make_bot_owner: { errorCode: 1025, status: 403, title: 'A bot cannot own a bot or an account' },
  bot_username_prefix_required: { errorCode: 1026, status: 422, title: 'The username of a bot begins with bot-' },
  username_prefix_reserved: { errorCode: 1027, status: 422, title: 'Usernames that begin with bot- are for bots' },

  bot_not_found: { errorCode: 1028, status: 404, title: 'There is no such bot' },
  bot_transfer_not_found: { errorCode: 1029, status: 404, title: 'No transfer of this bot waits for you' },
  bot_transfer_pending: { errorCode: 1030, status: 409, title: 'A transfer of this bot is waiting already' },

  // Who is calling
  credentials_missing: { errorCode: 1040, status: 401, title: 'This needs a credential' },
  credentials_rejected: { errorCode: 1041, status: 401, title: 'The credential is not accepted' },
  credentials_conflict: { errorCode: 1042, status: 400, title: 'The request carries more than one credential' },
  header_repeated: { errorCode: 1043, status: 400, title: 'A header that may come once came twice' },
  bot_api_key_not_configured: { errorCode: 1044, status: 503, title: 'No service key is configured' },
  access_undeclared: { errorCode: 1045, status: 403, title: 'This route is closed' },
  scope_missing: { errorCode: 1046, status: 403, title: 'The credential lacks a scope' },
  permission_missing: { errorCode: 1047, status: 403, title: 'Your role does not allow this' },
  platform_not_allowed: { errorCode: 1048, status: 403, title: 'This key may not use this platform' },
  human_required: { errorCode: 1049, status: 403, title: 'Only a person may do this' },
  system_admin_required: { errorCode: 1050, status: 403, title: 'Only a system admin may do this' },
  csrf_refused: { errorCode: 1051, status: 403, title: 'The request did not come from the console' },

  // People and accounts
  registration_disabled: { errorCode: 1060, status: 403, title: 'Registration is switched off' },
  email_taken: { errorCode: 1061, status: 409, title: 'This e-mail address is taken' },
  username_taken: { errorCode: 1062, status: 409, title: 'This username is taken' },
  password_too_common: { errorCode: 1063, status: 422, title: 'This password is too common' },
  current_password_wrong: { errorCode: 1064, status: 403, title: 'The current password is not right' },
  user_not_found: { errorCode: 1065, status: 404, title: 'There is no such user' },
  account_not_found: { errorCode: 1066, status: 404, title: 'There is no such account' },
  member_not_found: { errorCode: 1067, status: 404, title: 'There is no such member' },
  last_owner: { errorCode: 1068, status: 409, title: 'An account keeps at least one owner' },
  owner_required: { errorCode: 1069, status: 403, title: 'Only an owner may do this' },
  personal_account: { errorCode: 1070, status: 409, title: 'A personal account lives as long as its person' },
  last_system_admin: { errorCode: 1071, status: 409, title: 'One active system admin must remain' },
  identity_provider_unavailable: { errorCode: 1072, status: 503, title: 'Who knows you cannot be reached right now' },
  sign_in_method_unavailable: { errorCode: 1073, status: 404, title: 'This way to sign in is not set up' },
  sign_in_expired: { errorCode: 1074, status: 400, title: 'This sign-in took too long, was used, or began elsewhere' },
  sign_in_refused: { errorCode: 1075, status: 403, title: 'The identity provider did not sign you in' },

  // Service and system keys
  key_not_found: { errorCode: 1080, status: 404, title: 'There is no such key' },
  proof_mode_unavailable: {
    errorCode: 1081,
    status: 422,
    title: 'This proof mode needs sign-in at the platform, which is not set up',
  },

  // Platform linking
  platform_identity_already_linked: { errorCode: 1100, status: 409, title: 'This chat identity is linked already' },
  link_token_not_found: { errorCode: 1101, status: 404, title: 'There is no such link token' },
  link_token_used: { errorCode: 1102, status: 410, title: 'This link was used already' },
  link_token_expired: { errorCode: 1103, status: 410, title: 'This link has expired' },
  platform_identity_linked_to_you: {
    errorCode: 1104,
    status: 409,
    title: 'This chat identity is linked to you already',
  },
  platform_identity_linked_to_another: {
    errorCode: 1105,
    status: 409,
    title: 'This chat identity is linked to somebody else',
  },
  platform_identity_just_linked: {
    errorCode: 1106,
    status: 409,
    title: 'This chat identity was linked by another request just now',
  },
  platform_link_not_found: { errorCode: 1107, status: 404, title: 'There is no such link' },
  platform_link_not_yours: { errorCode: 1108, status: 403, title: 'This link belongs to somebody else' },
  link_proof_not_awaited: { errorCode: 1109, status: 409, title: 'This link is not waiting for a code' },
  link_proof_wrong: { errorCode: 1110, status: 403, title: 'The code is not right' },
  link_proof_identity_mismatch: { errorCode: 1111, status: 403, title: 'The code came from another chat identity' },
  link_proof_other_account: {
    errorCode: 1112,
    status: 403,
    title: 'Another account than the one to be linked signed in at the platform',
  },

  // API tokens
  token_not_allowed: { errorCode: 1120, status: 403, title: 'API tokens may not do this' },
  api_token_not_found: { errorCode: 1121, status: 404, title: 'There is no such API token' },
  too_many_api_tokens: { errorCode: 1122, status: 409, title: 'A user has at most 20 live API tokens' },
  leak_report_not_signed: { errorCode: 1123, status: 401, title: 'The signature of this report is not accepted' },

  // Providers
  provider_not_configured: { errorCode: 1200, status: 409, title: 'No application is configured for this platform' },
  platform_off: { errorCode: 1201, status: 409, title: 'This platform is switched off' },
  platform_blocks_new: { errorCode: 1202, status: 403, title: 'This platform takes no new connections' },
  platform_unavailable: { errorCode: 1203, status: 502, title: 'The platform cannot be reached right now' },
  platform_refused: { errorCode: 1204, status: 502, title: 'The platform refused' },
  platform_channel_missing: { errorCode: 1205, status: 422, title: 'This person has no channel on the platform' },
  provider_override_not_found: { errorCode: 1206, status: 404, title: 'This account has no rules of its own' },

  // Connections
  platform_uses_static_token: { errorCode: 1210, status: 400, title: 'This platform takes a token instead' },
  connect_state_invalid: { errorCode: 1211, status: 400, title: 'This took too long, was used, or began elsewhere' },
  connect_code_refused: { errorCode: 1212, status: 400, title: 'The platform does not take this code' },
  own_channel_as_bot: { errorCode: 1213, status: 409, title: "The account's own channel cannot be its bot" },
  connection_not_found: { errorCode: 1214, status: 404, title: 'Nothing is connected there' },
  static_token_refused: { errorCode: 1215, status: 422, title: 'The platform does not take this token for a bot' },
  platform_has_no_channel: { errorCode: 1216, status: 409, title: 'No channel can be connected on this platform' },
  bot_user_attached: { errorCode: 1218, status: 409, title: 'This bot acts through another connection already' },
  connect_denied: { errorCode: 1219, status: 403, title: 'You did not allow it on the page of the platform' },

  // GraphQL
  query_invalid: { errorCode: 1220, status: 400, title: 'The query cannot be answered as it is' },
  query_too_large: { errorCode: 1221, status: 400, title: 'The query asks for too much at once' },

  // Credentials of connections
  bot_needs_reauth: { errorCode: 1230, status: 409, title: 'The bot must be connected again' },
  bot_disabled: { errorCode: 1231, status: 409, title: 'The bot is switched off' },
  credential_unavailable: { errorCode: 1232, status: 503, title: 'The platform gives no new credential right now' },
  bot_not_connected: { errorCode: 1233, status: 409, title: 'There is no such connection' },

  // Acting on a platform
  actor_not_connected: {
    errorCode: 1240,
    status: 409,
    title: 'There is no connection that this call could act through',
  },
  missing_scope: { errorCode: 1241, status: 409, title: 'The connection lacks a scope of the platform' },
  on_behalf_of_invalid: { errorCode: 1242, status: 400, title: 'X-On-Behalf-Of names one bot, once' },
  passthrough_path_refused: { errorCode: 1243, status: 400, title: 'This path could lead away from the platform' },
  passthrough_not_allowed: {
    errorCode: 1244,
    status: 403,
    title: 'The rules of this API token do not allow this call',
  },
  platform_refused_credential: {
    errorCode: 1245,
    status: 502,
    title: 'The platform refused the credential of the connection',
  },
  platform_unreachable: { errorCode: 1246, status: 502, title: 'The platform cannot be reached' },
  platform_too_slow: { errorCode: 1247, status: 504, title: 'The platform takes too long' },
  platform_busy: { errorCode: 1248, status: 429, title: 'The platform wants fewer calls through this connection' },
  message_too_long: { errorCode: 1249, status: 422, title: 'The message is longer than the platform takes' },
  message_refused: { errorCode: 1250, status: 422, title: 'The platform refused the message' },
  chat_not_found: { errorCode: 1251, status: 404, title: 'There is no such channel, or nobody is live in it' },
  message_outcome_unknown: {
    errorCode: 1252,
    status: 409,
    title: 'The message may have been sent; nobody knows, so it is not sent again',
  },

  // Bots in channels
  lease_lost: { errorCode: 1270, status: 409, title: 'The lease of this channel is over' },
  bot_command_not_found: { errorCode: 1271, status: 404, title: 'There is no such command' },
  bot_command_over: { errorCode: 1272, status: 409, title: 'This command is over, or belongs to another worker' },
  bot_paused: { errorCode: 1273, status: 409, title: 'The bot is paused in this channel' },

  // Chat
  user_has_no_links: { errorCode: 1300, status: 404, title: 'This person has no link that this key may use' },
  chat_session_not_found: { errorCode: 1301, status: 404, title: 'There is no such conversation' },
  chat_turn_not_found: { errorCode: 1302, status: 404, title: 'There is no such turn' },
  user_disabled: { errorCode: 1303, status: 403, title: 'This person is disabled' },
  identity_form_not_allowed: {
    errorCode: 1304,
    status: 403,
    title: 'This key names people by platform and platform_user_id only',
  },
  chat_session_busy: { errorCode: 1305, status: 409, title: 'This conversation is answering another message' },
  chat_queue_full: { errorCode: 1306, status: 429, title: 'Too many messages wait in this conversation' },
  chat_too_many_turns: { errorCode: 1307, status: 429, title: 'Too many messages of this person wait' },
  chat_budget_used: { errorCode: 1308, status: 429, title: 'The tokens of this day are used up' },
  chat_too_many_streams: { errorCode: 1309, status: 429, title: 'Too many streams of this person are open' },
  chat_unavailable: { errorCode: 1310, status: 503, title: 'No new answers right now' },
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof CATALOGUE;

export const ERROR_CODES = Object.keys(CATALOGUE) as readonly ErrorCode[];
