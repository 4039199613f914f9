import { BOT_PLATFORMS } from '../../common/platforms.js';
import { endpointsOf } from './provider-endpoints.rules.js';

const REAL = { authorizeUrl: null, tokenUrl: null, refreshUrl: null, revokeUrl: null, validateUrl: null, apiUrl: null };

describe('endpointsOf', () => {
  it.each(BOT_PLATFORMS)('%s is reached over https', (platform) => {
    const urls: unknown[] = Object.values(endpointsOf(platform, REAL));
    const insecure = urls.filter((url) => !String(url).startsWith('https://'));
    expect(insecure).toEqual([]);
  });

  it('moves the refresh address with the token address where they are one', () => {
    const configured = { ...REAL, tokenUrl: 'https://gate.example/token' };
    expect(endpointsOf('twitch', configured).refreshUrl).toBe('https://gate.example/token');
    expect(endpointsOf('trovo', configured).refreshUrl).toBe('https://open-api.trovo.live/openplatform/refreshtoken');
    expect(endpointsOf('trovo', { ...configured, refreshUrl: 'https://gate.example/r' }).refreshUrl).toBe(
      'https://gate.example/r',
    );
  });

  it('joins paths to the API with one slash', () => {
    expect(endpointsOf('kick', { ...REAL, apiUrl: 'https://gate.example/kick//' }).apiUrl).toBe(
      'https://gate.example/kick',
    );
  });
});
