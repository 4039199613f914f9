/** Generated from docs/api/openapi.json by `npm run client:types`. */
export interface paths {
    "/v1/platform-linking/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a one-time link for a chat identity; an older pending one stops working */
        post: operations["issueLinkToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform-linking/tokens/{token}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What became of a link */
        get: operations["linkTokenStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform-linking/tokens/{token}/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand in the code that the identity typed into the chat; five wrong codes kill the link */
        post: operations["prove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform-linking/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Which user is behind this chat identity? */
        post: operations["resolve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform-linking/resolve/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Which users are behind these chat identities? In the order asked */
        post: operations["resolveBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform-linking/tokens/{token}/info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who asks for this link? Reading it changes nothing */
        get: operations["linkTokenInfo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform-linking/tokens/{token}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give this chat identity access to my account
         * @description With a key that demands the proof `code` the answer holds a code, and the link exists only after it came back from the chat. With `platform` it holds the address where the person signs in, and sets a cookie: only in this browser the sign-in proves the link. Asked again, it answers another address, and the one before ends.
         */
        post: operations["confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform-linking/tokens/{token}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** I did not ask for this: close the link for good */
        post: operations["decline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform-linking/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My linked chat identities, newest first
         * @description API tokens need the permission `links:read`.
         */
        get: operations["listLinks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform-linking/links/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove one of my links
         * @description API tokens need the permission `links:manage`.
         */
        delete: operations["removeLink"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform-linking/sign-in/{platform}/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Take a browser back from a platform where somebody signed in to prove a link
         * @description Only for the browser in which the link was confirmed, which its cookie says. Links if the platform names the identity of the link, and leads to the page behind links (without its token) with `platform` and `result`: `linked`, or the code of what was refused.
         */
        get: operations["endSignIn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform-linking/chat/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin a conversation for a linked person */
        post: operations["openSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform-linking/chat/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say something for a linked person, and stream the answer
         * @description Server-sent events: the AI SDK UI message stream v1, ended by `data: [DONE]`. Events of the answer carry an `id`; with it, as `Last-Event-ID` or `?after=` at the turn’s stream, a client gets exactly the rest. A stream that ends without `finish` and `[DONE]` is to be taken up again. Who disconnects stops nothing. A repeat with the same `Idempotency-Key` attaches to the same turn, from its start or `Last-Event-ID`.
         */
        post: operations["say"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform-linking/chat/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List a person's conversations, newest first */
        get: operations["sessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform-linking/chat/sessions/{session_id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the messages of a conversation, newest first */
        get: operations["messages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform-linking/chat/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Export all messages of a person, newest first */
        get: operations["exportHistory"];
        put?: never;
        post?: never;
        /** Erase all conversations of a person, and end what is being answered */
        delete: operations["eraseHistory"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform-linking/chat/{session_id}/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stream what is answered in a conversation now, from its start
         * @description Server-sent events: the AI SDK UI message stream v1, ended by `data: [DONE]`. Events of the answer carry an `id`; with it, as `Last-Event-ID` or `?after=` at the turn’s stream, a client gets exactly the rest. A stream that ends without `finish` and `[DONE]` is to be taken up again. Who disconnects stops nothing.
         */
        get: operations["followSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform-linking/chat/turns/{turn}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Status, text and usage of a turn */
        get: operations["showTurn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform-linking/chat/turns/{turn}/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow a turn, or take it up again where it was left
         * @description Server-sent events: the AI SDK UI message stream v1, ended by `data: [DONE]`. Events of the answer carry an `id`; with it, as `Last-Event-ID` or `?after=` at the turn’s stream, a client gets exactly the rest. A stream that ends without `finish` and `[DONE]` is to be taken up again. Who disconnects stops nothing.
         */
        get: operations["followTurn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform-linking/chat/turns/{turn}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop an answer; nothing changes when it has ended
         * @description The turn may still be `running` in the answer, and ends within a second.
         */
        post: operations["cancelTurn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        IssueLinkTokenDto: {
            /**
             * @example DISCORD
             * @enum {string}
             */
            platform: "DISCORD" | "TELEGRAM" | "SLACK" | "TEAMS" | "WHATSAPP" | "GITHUB" | "LINEAR";
            /**
             * @description The platform's immutable id
             * @example 80351110224678912
             */
            platform_user_id: string;
            /**
             * @description Shown to the person
             * @example ada#1815
             */
            platform_username?: string | null;
            /**
             * @description Where the person wrote
             * @example 41771983423143937
             */
            channel_id?: string | null;
        };
        LinkTokenDto: {
            /** @example kq3v1cN0y8pQfVv3m3oZ5mZ2v7b1yH2k9d0sXwT4uAE */
            token: string;
            /**
             * Format: date-time
             * @example 2026-11-20T10:00:00.000Z
             */
            expires_at: string;
            /** @example http://localhost:3000/link/kq3v1cN0y8pQfVv3m3oZ5mZ2v7b1yH2k9d0sXwT4uAE */
            link_url: string;
        };
        /** @description RFC 9457. Switch on `code` or `error_code`; both are stable and listed at `GET /v1/errors`. */
        Problem: {
            /** @description The address of the code in the catalogue */
            type: string;
            title: string;
            status: number;
            /** @description What this very request did wrong */
            detail?: string;
            /** @description The request id */
            instance: string;
            code: string;
            error_code: number;
        };
        /** @description One entry per wrong field. */
        ValidationProblem: components["schemas"]["Problem"] & {
            /** @constant */
            code?: "request_invalid";
            errors: {
                /** @description Dotted, e.g. `identities.3.platform` */
                path: string;
                code: string;
                message: string;
            }[];
        };
        LinkTokenStatusDto: {
            /**
             * @example linked
             * @enum {string}
             */
            status: "pending" | "linked" | "expired";
            /**
             * Format: uuid
             * @example 0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f
             */
            user_id: string | null;
        };
        ProofDto: {
            /**
             * @description Who typed the code
             * @example 80351110224678912
             */
            platform_user_id: string;
            /** @example 204816 */
            code: string;
        };
        ProvenDto: {
            /**
             * @example true
             * @enum {boolean}
             */
            success: true;
            /**
             * Format: uuid
             * @example 0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f
             */
            user_id: string;
        };
        IdentityDto: {
            /**
             * @example DISCORD
             * @enum {string}
             */
            platform: "DISCORD" | "TELEGRAM" | "SLACK" | "TEAMS" | "WHATSAPP" | "GITHUB" | "LINEAR";
            /**
             * @description The platform's immutable id
             * @example 80351110224678912
             */
            platform_user_id: string;
        };
        ResolvedDto: {
            /** @example true */
            linked: boolean;
            /**
             * Format: uuid
             * @example 0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f
             */
            user_id: string | null;
        };
        ResolveBatchDto: {
            identities: components["schemas"]["IdentityDto"][];
        };
        ResolvedBatchDto: {
            results: components["schemas"]["ResolvedIdentityDto"][];
        };
        ResolvedIdentityDto: {
            /** @example true */
            linked: boolean;
            /**
             * Format: uuid
             * @example 0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f
             */
            user_id: string | null;
            /**
             * @example DISCORD
             * @enum {string}
             */
            platform: "DISCORD" | "TELEGRAM" | "SLACK" | "TEAMS" | "WHATSAPP" | "GITHUB" | "LINEAR";
            /** @example 80351110224678912 */
            platform_user_id: string;
        };
        LinkTokenInfoDto: {
            /**
             * @example DISCORD
             * @enum {string}
             */
            platform: "DISCORD" | "TELEGRAM" | "SLACK" | "TEAMS" | "WHATSAPP" | "GITHUB" | "LINEAR";
            /** @example 80351110224678912 */
            platform_user_id: string;
            /** @example ada#1815 */
            platform_username: string | null;
            /**
             * @description The service key that asked
             * @example discord bot, production
             */
            requested_by: string | null;
            /**
             * Format: date-time
             * @example 2026-11-20T09:30:00.000Z
             */
            requested_at: string;
            /**
             * Format: date-time
             * @example 2026-11-20T10:00:00.000Z
             */
            expires_at: string;
            /** @example false */
            already_linked_to_me: boolean;
            /**
             * @description What confirming leads to
             * @example none
             * @enum {string}
             */
            proof: "none" | "code" | "platform";
        };
        ConfirmedDto: {
            /**
             * @example true
             * @enum {boolean}
             */
            success: true;
            /**
             * @example DISCORD
             * @enum {string}
             */
            platform: "DISCORD" | "TELEGRAM" | "SLACK" | "TEAMS" | "WHATSAPP" | "GITHUB" | "LINEAR";
            /** @example 80351110224678912 */
            platform_user_id: string;
            /** @example ada#1815 */
            platform_username: string | null;
            /**
             * @description Only where a proof is demanded: the link does not exist yet
             * @enum {string}
             */
            state?: "awaiting_proof";
            /** @description Only with the proof `code`: six digits to type into the chat */
            code?: string;
            /**
             * Format: uri
             * @description Only with the proof `platform`: where this browser goes now, so that the person signs in there
             */
            authorize_url?: string;
        };
        SuccessDto: {
            /**
             * @example true
             * @enum {boolean}
             */
            success: true;
        };
        PlatformLinkDto: {
            /**
             * Format: uuid
             * @example 0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f
             */
            id: string;
            /**
             * @example DISCORD
             * @enum {string}
             */
            platform: "DISCORD" | "TELEGRAM" | "SLACK" | "TEAMS" | "WHATSAPP" | "GITHUB" | "LINEAR";
            /** @example 80351110224678912 */
            platform_user_id: string;
            /** @example ada#1815 */
            platform_username: string | null;
            /**
             * Format: date-time
             * @example 2026-11-20T09:30:00.000Z
             */
            linked_at: string;
        };
        OpenSessionDto: {
            /**
             * @example DISCORD
             * @enum {string}
             */
            platform?: "DISCORD" | "TELEGRAM" | "SLACK" | "TEAMS" | "WHATSAPP" | "GITHUB" | "LINEAR";
            /**
             * @description The platform's immutable id
             * @example 80351110224678912
             */
            platform_user_id?: string;
            /**
             * Format: uuid
             * @description Instead of both; refused for keys whose `identity_form` is `platform`
             */
            user_id?: string;
            /**
             * @description Accepted and ignored
             * @example hello
             */
            message?: string | null;
            /**
             * @description What happens to a message that arrives while another one is answered: it waits (5 deep), is refused, or interrupts the answer
             * @default queue
             * @enum {string}
             */
            concurrency: "queue" | "reject" | "interrupt";
        };
        OpenedSessionDto: {
            /**
             * Format: uuid
             * @example 0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f
             */
            session_id: string;
        };
        SayDto: {
            /**
             * @example DISCORD
             * @enum {string}
             */
            platform?: "DISCORD" | "TELEGRAM" | "SLACK" | "TEAMS" | "WHATSAPP" | "GITHUB" | "LINEAR";
            /**
             * @description The platform's immutable id
             * @example 80351110224678912
             */
            platform_user_id?: string;
            /**
             * Format: uuid
             * @description Instead of both; refused for keys whose `identity_form` is `platform`
             */
            user_id?: string;
            /** @example What is on my calendar today? */
            message: string;
            /**
             * Format: uuid
             * @description Absent = a new conversation
             */
            session_id?: string | null;
        };
        ChatSessionPageDto: {
            items: components["schemas"]["ChatSessionDto"][];
            /** @example null */
            next_cursor: string | null;
        };
        ChatSessionDto: {
            /**
             * Format: uuid
             * @example 0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f
             */
            id: string;
            /**
             * @example queue
             * @enum {string}
             */
            concurrency: "queue" | "reject" | "interrupt";
            /**
             * Format: date-time
             * @example 2026-11-20T09:30:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-11-20T09:30:00.000Z
             */
            last_used_at: string;
        };
        ChatMessagePageDto: {
            items: components["schemas"]["ChatMessageDto"][];
            /** @example null */
            next_cursor: string | null;
        };
        ChatMessageDto: {
            /**
             * Format: uuid
             * @example 0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f
             */
            id: string;
            /**
             * Format: uuid
             * @example 0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f
             */
            session_id: string;
            /**
             * Format: uuid
             * @example 0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f
             */
            turn_id: string;
            /**
             * @example user
             * @enum {string}
             */
            role: "user" | "assistant";
            /** @example What is on my calendar today? */
            text: string;
            /**
             * @description How the answer ended
             * @example completed
             * @enum {string}
             */
            status: "completed" | "failed" | "cancelled" | "interrupted";
            /** @description Of answers */
            usage: components["schemas"]["UsageDto"] | null;
            /**
             * Format: date-time
             * @example 2026-11-20T09:30:00.000Z
             */
            created_at: string;
        };
        UsageDto: {
            /** @example 512 */
            input_tokens: number;
            /** @example 64 */
            output_tokens: number;
            /**
             * @description Counted here, as the assistant did not say
             * @example false
             */
            estimated: boolean;
        };
        TurnDto: {
            /**
             * Format: uuid
             * @example 0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f
             */
            id: string;
            /**
             * Format: uuid
             * @example 0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f
             */
            session_id: string;
            /**
             * Format: uuid
             * @description The id of the answer
             * @example 0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f
             */
            message_id: string;
            /**
             * @example completed
             * @enum {string}
             */
            status: "queued" | "running" | "completed" | "failed" | "cancelled" | "interrupted";
            /**
             * @description The answer, as far as there is one
             * @example Two meetings, and lunch with Charles.
             */
            text: string;
            /**
             * @description Why there is no whole answer
             * @example null
             */
            error_code: string | null;
            usage: components["schemas"]["UsageDto"] | null;
            /**
             * Format: date-time
             * @example 2026-11-20T09:30:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-11-20T09:30:00.000Z
             */
            started_at: string | null;
            /**
             * Format: date-time
             * @example 2026-11-20T09:30:00.000Z
             */
            ended_at: string | null;
        };
    };
    responses: {
        /** @description This needs a credential; The credential is not accepted */
        Unauthorized: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "credentials_missing" | "credentials_rejected";
                };
            };
        };
        /** @description The request is too large */
        TooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "request_too_large";
                };
            };
        };
        /** @description The body must be application/json */
        UnsupportedMediaType: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "media_type_unsupported";
                };
            };
        };
        /** @description Too many requests */
        TooManyRequests: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "rate_limited";
                };
            };
        };
        /** @description Something went wrong */
        Unexpected: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "unexpected";
                };
            };
        };
        /** @description The request cannot be read; A header that may come once came twice; The request carries more than one credential */
        Malformed: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "request_malformed" | "header_repeated" | "credentials_conflict";
                };
            };
        };
        /** @description The address is too long */
        AddressTooLong: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "uri_too_long";
                };
            };
        };
        /** @description The request has invalid fields */
        Invalid: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ValidationProblem"];
            };
        };
        /** @description Only a person may do this; API tokens may not do this; The credential lacks a scope; Bot users are switched off */
        ForbiddenToTokens: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "human_required" | "token_not_allowed" | "scope_missing" | "bot_users_disabled";
                };
            };
        };
        /** @description Bot users cannot sign in */
        AccountIsBot: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "account_is_bot";
                };
            };
        };
        /** @description Too many requests; Too much of this work is waiting already */
        SlowedDown: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "rate_limited" | "busy";
                };
            };
        };
        /** @description The database cannot be reached right now; Who knows you cannot be reached right now */
        OfPeopleUnavailable: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "database_unavailable" | "identity_provider_unavailable";
                };
            };
        };
        /** @description The database cannot be reached right now */
        Unavailable: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "database_unavailable";
                };
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /**
         * @description The `X-Request-Id` of the request, or a new one; also in every log line
         * @example 6f1f1d5e-8c43-4a4b-9d57-0f6b1f1a2b3c
         */
        "X-Request-Id": string;
        /**
         * @description What is left (`r`) and in how many seconds it is renewed (`t`)
         * @example "link-tokens";r=9;t=60
         */
        RateLimit: string;
        /**
         * @description How many (`q`) in how many seconds (`w`)
         * @example "link-tokens";q=10;w=60
         */
        "RateLimit-Policy": string;
        /**
         * @description `true` when this is the answer of an earlier request with the same key
         * @example true
         */
        "Idempotency-Replayed": string;
        /**
         * @description RFC 6750
         * @example Bearer realm="understudy"
         */
        "WWW-Authenticate": string;
        /**
         * @description Seconds until another attempt can succeed
         * @example 12
         */
        "Retry-After": number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    issueLinkToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 h answers the first result again, with `Idempotency-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "platform": "DISCORD",
                 *       "platform_user_id": "80351110224678912",
                 *       "platform_username": "ada#1815",
                 *       "channel_id": "41771983423143937"
                 *     }
                 */
                "application/json": components["schemas"]["IssueLinkTokenDto"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "token": "kq3v1cN0y8pQfVv3m3oZ5mZ2v7b1yH2k9d0sXwT4uAE",
                     *       "expires_at": "2026-11-20T10:00:00.000Z",
                     *       "link_url": "http://localhost:3000/link/kq3v1cN0y8pQfVv3m3oZ5mZ2v7b1yH2k9d0sXwT4uAE"
                     *     }
                     */
                    "application/json": components["schemas"]["LinkTokenDto"];
                };
            };
            /** @description The request cannot be read; A header that may come once came twice; The request carries more than one credential; Idempotency-Key must be 1-255 visible ASCII characters */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "request_malformed" | "header_repeated" | "credentials_conflict" | "idempotency_key_invalid";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The credential lacks a scope; This key may not use this platform */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_missing" | "platform_not_allowed";
                    };
                };
            };
            /** @description This chat identity is linked already; The secret of this answer was shown and is no longer kept; The first request with this Idempotency-Key still runs */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "platform_identity_already_linked" | "secret_already_shown" | "request_in_progress";
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description The request has invalid fields; This proof mode needs sign-in at the platform, which is not set up; This Idempotency-Key came with another body before */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ValidationProblem"] | (components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "proof_mode_unavailable" | "idempotency_key_reused";
                    });
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            /** @description No service key is configured; The database cannot be reached right now */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "bot_api_key_not_configured" | "database_unavailable";
                    };
                };
            };
        };
    };
    linkTokenStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "linked",
                     *       "user_id": "0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f"
                     *     }
                     */
                    "application/json": components["schemas"]["LinkTokenStatusDto"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthorized"];
            /** @description The credential lacks a scope; This key may not use this platform */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_missing" | "platform_not_allowed";
                    };
                };
            };
            /** @description There is no such link token */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "link_token_not_found";
                    };
                };
            };
            414: components["responses"]["AddressTooLong"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["Unexpected"];
            /** @description No service key is configured; The database cannot be reached right now */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "bot_api_key_not_configured" | "database_unavailable";
                    };
                };
            };
        };
    };
    prove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 h answers the first result again, with `Idempotency-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "platform_user_id": "80351110224678912",
                 *       "code": "204816"
                 *     }
                 */
                "application/json": components["schemas"]["ProofDto"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "user_id": "0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f"
                     *     }
                     */
                    "application/json": components["schemas"]["ProvenDto"];
                };
            };
            /** @description The request cannot be read; A header that may come once came twice; The request carries more than one credential; Idempotency-Key must be 1-255 visible ASCII characters */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "request_malformed" | "header_repeated" | "credentials_conflict" | "idempotency_key_invalid";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The credential lacks a scope; This key may not use this platform; The code is not right; The code came from another chat identity */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_missing" | "platform_not_allowed" | "link_proof_wrong" | "link_proof_identity_mismatch";
                    };
                };
            };
            /** @description There is no such link token */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "link_token_not_found";
                    };
                };
            };
            /** @description This link is not waiting for a code; This chat identity is linked to you already; This chat identity is linked to somebody else; This chat identity was linked by another request just now; The first request with this Idempotency-Key still runs */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "link_proof_not_awaited" | "platform_identity_linked_to_you" | "platform_identity_linked_to_another" | "platform_identity_just_linked" | "request_in_progress";
                    };
                };
            };
            /** @description This link was used already; This link has expired */
            410: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "link_token_used" | "link_token_expired";
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            414: components["responses"]["AddressTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description The request has invalid fields; This Idempotency-Key came with another body before */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ValidationProblem"] | (components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "idempotency_key_reused";
                    });
                };
            };
            500: components["responses"]["Unexpected"];
            /** @description No service key is configured; The database cannot be reached right now */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "bot_api_key_not_configured" | "database_unavailable";
                    };
                };
            };
        };
    };
    resolve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "platform": "DISCORD",
                 *       "platform_user_id": "80351110224678912"
                 *     }
                 */
                "application/json": components["schemas"]["IdentityDto"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "linked": true,
                     *       "user_id": "0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f"
                     *     }
                     */
                    "application/json": components["schemas"]["ResolvedDto"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthorized"];
            /** @description The credential lacks a scope; This key may not use this platform */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_missing" | "platform_not_allowed";
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["Unexpected"];
            /** @description No service key is configured; The database cannot be reached right now */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "bot_api_key_not_configured" | "database_unavailable";
                    };
                };
            };
        };
    };
    resolveBatch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "identities": [
                 *         {
                 *           "platform": "DISCORD",
                 *           "platform_user_id": "80351110224678912"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ResolveBatchDto"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "results": [
                     *         {
                     *           "linked": true,
                     *           "user_id": "0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f",
                     *           "platform": "DISCORD",
                     *           "platform_user_id": "80351110224678912"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ResolvedBatchDto"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthorized"];
            /** @description The credential lacks a scope; This key may not use this platform */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_missing" | "platform_not_allowed";
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["Unexpected"];
            /** @description No service key is configured; The database cannot be reached right now */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "bot_api_key_not_configured" | "database_unavailable";
                    };
                };
            };
        };
    };
    linkTokenInfo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "platform": "DISCORD",
                     *       "platform_user_id": "80351110224678912",
                     *       "platform_username": "ada#1815",
                     *       "requested_by": "discord bot, production",
                     *       "requested_at": "2026-11-20T09:30:00.000Z",
                     *       "expires_at": "2026-11-20T10:00:00.000Z",
                     *       "already_linked_to_me": false,
                     *       "proof": "none"
                     *     }
                     */
                    "application/json": components["schemas"]["LinkTokenInfoDto"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenToTokens"];
            /** @description There is no such link token */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "link_token_not_found";
                    };
                };
            };
            /** @description This link was used already; This link has expired */
            410: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "link_token_used" | "link_token_expired";
                    };
                };
            };
            412: components["responses"]["AccountIsBot"];
            414: components["responses"]["AddressTooLong"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["SlowedDown"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["OfPeopleUnavailable"];
        };
    };
    confirm: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 h answers the first result again, with `Idempotency-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "platform": "DISCORD",
                     *       "platform_user_id": "80351110224678912",
                     *       "platform_username": "ada#1815",
                     *       "state": "awaiting_proof"
                     *     }
                     */
                    "application/json": components["schemas"]["ConfirmedDto"];
                };
            };
            /** @description The request cannot be read; A header that may come once came twice; The request carries more than one credential; Idempotency-Key must be 1-255 visible ASCII characters */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "request_malformed" | "header_repeated" | "credentials_conflict" | "idempotency_key_invalid";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenToTokens"];
            /** @description There is no such link token */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "link_token_not_found";
                    };
                };
            };
            /** @description This chat identity is linked to you already; This chat identity is linked to somebody else; This chat identity was linked by another request just now; The first request with this Idempotency-Key still runs */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "platform_identity_linked_to_you" | "platform_identity_linked_to_another" | "platform_identity_just_linked" | "request_in_progress";
                    };
                };
            };
            /** @description This link was used already; This link has expired */
            410: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "link_token_used" | "link_token_expired";
                    };
                };
            };
            412: components["responses"]["AccountIsBot"];
            413: components["responses"]["TooLarge"];
            414: components["responses"]["AddressTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description The request has invalid fields; This proof mode needs sign-in at the platform, which is not set up; This Idempotency-Key came with another body before */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ValidationProblem"] | (components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "proof_mode_unavailable" | "idempotency_key_reused";
                    });
                };
            };
            429: components["responses"]["SlowedDown"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["OfPeopleUnavailable"];
        };
    };
    decline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true
                     *     }
                     */
                    "application/json": components["schemas"]["SuccessDto"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenToTokens"];
            /** @description There is no such link token */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "link_token_not_found";
                    };
                };
            };
            /** @description This link was used already; This link has expired */
            410: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "link_token_used" | "link_token_expired";
                    };
                };
            };
            412: components["responses"]["AccountIsBot"];
            413: components["responses"]["TooLarge"];
            414: components["responses"]["AddressTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["SlowedDown"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["OfPeopleUnavailable"];
        };
    };
    listLinks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f",
                     *         "platform": "DISCORD",
                     *         "platform_user_id": "80351110224678912",
                     *         "platform_username": "ada#1815",
                     *         "linked_at": "2026-11-20T09:30:00.000Z"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["PlatformLinkDto"][];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenToTokens"];
            412: components["responses"]["AccountIsBot"];
            429: components["responses"]["SlowedDown"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["OfPeopleUnavailable"];
        };
    };
    removeLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true
                     *     }
                     */
                    "application/json": components["schemas"]["SuccessDto"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthorized"];
            /** @description Only a person may do this; API tokens may not do this; The credential lacks a scope; Bot users are switched off; This link belongs to somebody else */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "human_required" | "token_not_allowed" | "scope_missing" | "bot_users_disabled" | "platform_link_not_yours";
                    };
                };
            };
            /** @description There is no such link */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "platform_link_not_found";
                    };
                };
            };
            412: components["responses"]["AccountIsBot"];
            413: components["responses"]["TooLarge"];
            414: components["responses"]["AddressTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["SlowedDown"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["OfPeopleUnavailable"];
        };
    };
    endSignIn: {
        parameters: {
            query?: {
                error?: string;
                iss?: string;
                state?: string;
                code?: string;
            };
            header?: never;
            path: {
                platform: "discord" | "slack" | "github" | "linear";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Elsewhere */
            302: {
                headers: {
                    /** @description Where to */
                    Location: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            414: components["responses"]["AddressTooLong"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    openSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 h answers the first result again, with `Idempotency-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "platform": "DISCORD",
                 *       "platform_user_id": "80351110224678912",
                 *       "user_id": "0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f",
                 *       "message": "hello",
                 *       "concurrency": "queue"
                 *     }
                 */
                "application/json": components["schemas"]["OpenSessionDto"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "session_id": "0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f"
                     *     }
                     */
                    "application/json": components["schemas"]["OpenedSessionDto"];
                };
            };
            /** @description The request cannot be read; A header that may come once came twice; The request carries more than one credential; Idempotency-Key must be 1-255 visible ASCII characters */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "request_malformed" | "header_repeated" | "credentials_conflict" | "idempotency_key_invalid";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The credential lacks a scope; This key may not use this platform; This key names people by platform and platform_user_id only; This person is disabled */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_missing" | "platform_not_allowed" | "identity_form_not_allowed" | "user_disabled";
                    };
                };
            };
            /** @description This person has no link that this key may use */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "user_has_no_links";
                    };
                };
            };
            /** @description The first request with this Idempotency-Key still runs */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "request_in_progress";
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description The request has invalid fields; This Idempotency-Key came with another body before */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ValidationProblem"] | (components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "idempotency_key_reused";
                    });
                };
            };
            500: components["responses"]["Unexpected"];
            /** @description No service key is configured; The database cannot be reached right now */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "bot_api_key_not_configured" | "database_unavailable";
                    };
                };
            };
        };
    };
    say: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 h answers the first result again, with `Idempotency-Replayed: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "platform": "DISCORD",
                 *       "platform_user_id": "80351110224678912",
                 *       "user_id": "0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f",
                 *       "message": "What is on my calendar today?",
                 *       "session_id": "0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f"
                 *     }
                 */
                "application/json": components["schemas"]["SayDto"];
            };
        };
        responses: {
            /** @description Events */
            200: {
                headers: {
                    /** @description The conversation */
                    "X-Session-Id"?: string;
                    /** @description The turn */
                    "X-Turn-Id"?: string;
                    /** @description The answer, as a message */
                    "X-Message-Id"?: string;
                    /** @description Where the turn can be followed again */
                    "Content-Location"?: string;
                    /** @description `v1`: AI SDK UI message stream */
                    "X-Vercel-AI-UI-Message-Stream"?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example : open
                     *     retry: 2000
                     *
                     *     id: 0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f.000001
                     *     data: {"type":"start","messageId":"…"}
                     */
                    "text/event-stream": string;
                };
            };
            /** @description The request cannot be read; A header that may come once came twice; The request carries more than one credential; Idempotency-Key must be 1-255 visible ASCII characters */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "request_malformed" | "header_repeated" | "credentials_conflict" | "idempotency_key_invalid";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The credential lacks a scope; This key may not use this platform; This key names people by platform and platform_user_id only; This person is disabled */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_missing" | "platform_not_allowed" | "identity_form_not_allowed" | "user_disabled";
                    };
                };
            };
            /** @description This person has no link that this key may use; There is no such conversation; There is no such turn */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "user_has_no_links" | "chat_session_not_found" | "chat_turn_not_found";
                    };
                };
            };
            /** @description This conversation is answering another message; The first request with this Idempotency-Key still runs */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "chat_session_busy" | "request_in_progress";
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description The request has invalid fields; This Idempotency-Key came with another body before */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ValidationProblem"] | (components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "idempotency_key_reused";
                    });
                };
            };
            /** @description Too many streams of this person are open; Too many messages wait in this conversation; Too many messages of this person wait; The tokens of this day are used up */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "chat_too_many_streams" | "chat_queue_full" | "chat_too_many_turns" | "chat_budget_used";
                    };
                };
            };
            500: components["responses"]["Unexpected"];
            /** @description No service key is configured; No new answers right now; The database cannot be reached right now */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "bot_api_key_not_configured" | "chat_unavailable" | "database_unavailable";
                    };
                };
            };
        };
    };
    sessions: {
        parameters: {
            query?: {
                platform?: "DISCORD" | "TELEGRAM" | "SLACK" | "TEAMS" | "WHATSAPP" | "GITHUB" | "LINEAR";
                /** @description The platform's immutable id */
                platform_user_id?: string;
                /** @description Instead of both; refused for keys whose `identity_form` is `platform` */
                user_id?: string;
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f",
                     *           "concurrency": "queue",
                     *           "created_at": "2026-11-20T09:30:00.000Z",
                     *           "last_used_at": "2026-11-20T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ChatSessionPageDto"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthorized"];
            /** @description The credential lacks a scope; This key may not use this platform; This key names people by platform and platform_user_id only; This person is disabled */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_missing" | "platform_not_allowed" | "identity_form_not_allowed" | "user_disabled";
                    };
                };
            };
            /** @description This person has no link that this key may use */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "user_has_no_links";
                    };
                };
            };
            /** @description The request has invalid fields; The cursor is not one of this list */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ValidationProblem"] | (components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "cursor_invalid";
                    });
                };
            };
            500: components["responses"]["Unexpected"];
            /** @description No service key is configured; The database cannot be reached right now */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "bot_api_key_not_configured" | "database_unavailable";
                    };
                };
            };
        };
    };
    messages: {
        parameters: {
            query?: {
                platform?: "DISCORD" | "TELEGRAM" | "SLACK" | "TEAMS" | "WHATSAPP" | "GITHUB" | "LINEAR";
                /** @description The platform's immutable id */
                platform_user_id?: string;
                /** @description Instead of both; refused for keys whose `identity_form` is `platform` */
                user_id?: string;
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f",
                     *           "session_id": "0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f",
                     *           "turn_id": "0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f",
                     *           "role": "user",
                     *           "text": "What is on my calendar today?",
                     *           "status": "completed",
                     *           "usage": {
                     *             "input_tokens": 512,
                     *             "output_tokens": 64,
                     *             "estimated": false
                     *           },
                     *           "created_at": "2026-11-20T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ChatMessagePageDto"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthorized"];
            /** @description The credential lacks a scope; This key may not use this platform; This key names people by platform and platform_user_id only; This person is disabled */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_missing" | "platform_not_allowed" | "identity_form_not_allowed" | "user_disabled";
                    };
                };
            };
            /** @description This person has no link that this key may use; There is no such conversation */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "user_has_no_links" | "chat_session_not_found";
                    };
                };
            };
            414: components["responses"]["AddressTooLong"];
            /** @description The request has invalid fields; The cursor is not one of this list */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ValidationProblem"] | (components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "cursor_invalid";
                    });
                };
            };
            500: components["responses"]["Unexpected"];
            /** @description No service key is configured; The database cannot be reached right now */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "bot_api_key_not_configured" | "database_unavailable";
                    };
                };
            };
        };
    };
    exportHistory: {
        parameters: {
            query?: {
                platform?: "DISCORD" | "TELEGRAM" | "SLACK" | "TEAMS" | "WHATSAPP" | "GITHUB" | "LINEAR";
                /** @description The platform's immutable id */
                platform_user_id?: string;
                /** @description Instead of both; refused for keys whose `identity_form` is `platform` */
                user_id?: string;
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f",
                     *           "session_id": "0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f",
                     *           "turn_id": "0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f",
                     *           "role": "user",
                     *           "text": "What is on my calendar today?",
                     *           "status": "completed",
                     *           "usage": {
                     *             "input_tokens": 512,
                     *             "output_tokens": 64,
                     *             "estimated": false
                     *           },
                     *           "created_at": "2026-11-20T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ChatMessagePageDto"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthorized"];
            /** @description The credential lacks a scope; This key may not use this platform; This key names people by platform and platform_user_id only; This person is disabled */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_missing" | "platform_not_allowed" | "identity_form_not_allowed" | "user_disabled";
                    };
                };
            };
            /** @description This person has no link that this key may use */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "user_has_no_links";
                    };
                };
            };
            /** @description The request has invalid fields; The cursor is not one of this list */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ValidationProblem"] | (components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "cursor_invalid";
                    });
                };
            };
            500: components["responses"]["Unexpected"];
            /** @description No service key is configured; The database cannot be reached right now */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "bot_api_key_not_configured" | "database_unavailable";
                    };
                };
            };
        };
    };
    eraseHistory: {
        parameters: {
            query?: {
                platform?: "DISCORD" | "TELEGRAM" | "SLACK" | "TEAMS" | "WHATSAPP" | "GITHUB" | "LINEAR";
                /** @description The platform's immutable id */
                platform_user_id?: string;
                /** @description Instead of both; refused for keys whose `identity_form` is `platform` */
                user_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthorized"];
            /** @description The credential lacks a scope; This key may not use this platform; This key names people by platform and platform_user_id only; This person is disabled */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_missing" | "platform_not_allowed" | "identity_form_not_allowed" | "user_disabled";
                    };
                };
            };
            /** @description This person has no link that this key may use */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "user_has_no_links";
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["Unexpected"];
            /** @description No service key is configured; The database cannot be reached right now */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "bot_api_key_not_configured" | "database_unavailable";
                    };
                };
            };
        };
    };
    followSession: {
        parameters: {
            query?: {
                platform?: "DISCORD" | "TELEGRAM" | "SLACK" | "TEAMS" | "WHATSAPP" | "GITHUB" | "LINEAR";
                /** @description The platform's immutable id */
                platform_user_id?: string;
                /** @description Instead of both; refused for keys whose `identity_form` is `platform` */
                user_id?: string;
            };
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events */
            200: {
                headers: {
                    /** @description The conversation */
                    "X-Session-Id"?: string;
                    /** @description The turn */
                    "X-Turn-Id"?: string;
                    /** @description The answer, as a message */
                    "X-Message-Id"?: string;
                    /** @description Where the turn can be followed again */
                    "Content-Location"?: string;
                    /** @description `v1`: AI SDK UI message stream */
                    "X-Vercel-AI-UI-Message-Stream"?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example : open
                     *     retry: 2000
                     *
                     *     id: 0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f.000001
                     *     data: {"type":"start","messageId":"…"}
                     */
                    "text/event-stream": string;
                };
            };
            /** @description Nothing to stream */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthorized"];
            /** @description The credential lacks a scope; This key may not use this platform; This key names people by platform and platform_user_id only; This person is disabled */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_missing" | "platform_not_allowed" | "identity_form_not_allowed" | "user_disabled";
                    };
                };
            };
            /** @description This person has no link that this key may use; There is no such conversation */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "user_has_no_links" | "chat_session_not_found";
                    };
                };
            };
            414: components["responses"]["AddressTooLong"];
            422: components["responses"]["Invalid"];
            /** @description Too many streams of this person are open */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "chat_too_many_streams";
                    };
                };
            };
            500: components["responses"]["Unexpected"];
            /** @description No service key is configured; No new answers right now; The database cannot be reached right now */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "bot_api_key_not_configured" | "chat_unavailable" | "database_unavailable";
                    };
                };
            };
        };
    };
    showTurn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                turn: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f",
                     *       "session_id": "0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f",
                     *       "message_id": "0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f",
                     *       "status": "completed",
                     *       "text": "Two meetings, and lunch with Charles.",
                     *       "error_code": null,
                     *       "usage": {
                     *         "input_tokens": 512,
                     *         "output_tokens": 64,
                     *         "estimated": false
                     *       },
                     *       "created_at": "2026-11-20T09:30:00.000Z",
                     *       "started_at": "2026-11-20T09:30:00.000Z",
                     *       "ended_at": "2026-11-20T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["TurnDto"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthorized"];
            /** @description The credential lacks a scope; This key may not use this platform */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_missing" | "platform_not_allowed";
                    };
                };
            };
            /** @description There is no such turn */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "chat_turn_not_found";
                    };
                };
            };
            414: components["responses"]["AddressTooLong"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["Unexpected"];
            /** @description No service key is configured; The database cannot be reached right now */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "bot_api_key_not_configured" | "database_unavailable";
                    };
                };
            };
        };
    };
    followTurn: {
        parameters: {
            query?: {
                /** @description The id of the last event that is known; as `Last-Event-ID`, which wins. Absent = from the start */
                after?: string;
            };
            header?: never;
            path: {
                turn: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events */
            200: {
                headers: {
                    /** @description The conversation */
                    "X-Session-Id"?: string;
                    /** @description The turn */
                    "X-Turn-Id"?: string;
                    /** @description The answer, as a message */
                    "X-Message-Id"?: string;
                    /** @description Where the turn can be followed again */
                    "Content-Location"?: string;
                    /** @description `v1`: AI SDK UI message stream */
                    "X-Vercel-AI-UI-Message-Stream"?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example : open
                     *     retry: 2000
                     *
                     *     id: 0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f.000001
                     *     data: {"type":"start","messageId":"…"}
                     */
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthorized"];
            /** @description The credential lacks a scope; This key may not use this platform */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_missing" | "platform_not_allowed";
                    };
                };
            };
            /** @description There is no such turn */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "chat_turn_not_found";
                    };
                };
            };
            414: components["responses"]["AddressTooLong"];
            422: components["responses"]["Invalid"];
            /** @description Too many streams of this person are open */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "chat_too_many_streams";
                    };
                };
            };
            500: components["responses"]["Unexpected"];
            /** @description No service key is configured; No new answers right now; The database cannot be reached right now */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "bot_api_key_not_configured" | "chat_unavailable" | "database_unavailable";
                    };
                };
            };
        };
    };
    cancelTurn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                turn: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f",
                     *       "session_id": "0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f",
                     *       "message_id": "0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f",
                     *       "status": "completed",
                     *       "text": "Two meetings, and lunch with Charles.",
                     *       "error_code": null,
                     *       "usage": {
                     *         "input_tokens": 512,
                     *         "output_tokens": 64,
                     *         "estimated": false
                     *       },
                     *       "created_at": "2026-11-20T09:30:00.000Z",
                     *       "started_at": "2026-11-20T09:30:00.000Z",
                     *       "ended_at": "2026-11-20T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["TurnDto"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthorized"];
            /** @description The credential lacks a scope; This key may not use this platform */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "scope_missing" | "platform_not_allowed";
                    };
                };
            };
            /** @description There is no such turn */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "chat_turn_not_found";
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            414: components["responses"]["AddressTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["Unexpected"];
            /** @description No service key is configured; The database cannot be reached right now */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "bot_api_key_not_configured" | "database_unavailable";
                    };
                };
            };
        };
    };
}
