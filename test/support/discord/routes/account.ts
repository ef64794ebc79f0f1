import { objectOf, stringOf } from '../json.js';
import { channelPayload, userPayload } from '../payloads.js';
import type { Platform } from '../platform.js';
import { unknownUser } from '../refusal.js';
import type { Answer, Call, Route } from './route.js';

/** The bot itself: gateway, user, application, direct messages. */
export const accountRoutes: readonly Route[] = [
  { method: 'GET', template: '/gateway/bot', authorized: true, handle: gatewayBot },
  { method: 'GET', template: '/users/@me', authorized: true, handle: currentUser },
  { method: 'GET', template: '/applications/@me', authorized: true, handle: application },
  { method: 'GET', template: '/oauth2/applications/@me', authorized: true, handle: application },
  { method: 'POST', template: '/users/@me/channels', authorized: true, handle: openDirectChannel },
];

function gatewayBot({ platform }: Call): Answer {
  const limit = { total: 1000, remaining: 999, reset_after: 86_400_000, max_concurrency: 1 };
  return { body: { url: platform.gatewayUrl, shards: 1, session_start_limit: limit } };
}

function currentUser({ platform }: Call): Answer {
  return { body: { ...userPayload(platform.world.bot), verified: true, mfa_enabled: true } };
}

function application({ platform }: Call): Answer {
  return { body: applicationPayload(platform) };
}

/** The bot's application: here, as on most of Discord, it has the bot's id. */
function applicationPayload({ world }: Platform) {
  return {
    id: world.bot.id,
    name: world.bot.username,
    icon: null,
    description: '',
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '',
    team: null,
    flags: 0,
  };
}

function openDirectChannel({ platform, body }: Call): Answer {
  const user = platform.world.user(stringOf(objectOf(body).recipient_id));
  if (user === undefined || user.bot) throw unknownUser();
  return { body: channelPayload(platform.world.directChannel(user)) };
}
