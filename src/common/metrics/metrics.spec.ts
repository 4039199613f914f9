import { Metrics } from './metrics.js';

describe('what is counted', () => {
  const told = async (metrics: Metrics): Promise<string[]> =>
    (await metrics.registry.metrics())
      .split('\n')
      .filter((line) => line.startsWith('calls') || line.startsWith('bytes'));

  it('is told per labels, and goes on from there when it was told before', async () => {
    const metrics = new Metrics();
    const calls = metrics.counter('calls', 'Calls', ['platform', 'outcome']);
    const bytes = metrics.total('bytes', 'Bytes', ['platform']);
    expect(await told(metrics)).toEqual([]);
    calls('kick', '2xx');
    calls('kick', '2xx');
    calls('twitch', 'gone');
    bytes(0, 'twitch');
    bytes(20, 'kick');
    expect(await told(metrics)).toEqual([
      'calls{platform="kick",outcome="2xx"} 2',
      'calls{platform="twitch",outcome="gone"} 1',
      'bytes{platform="twitch"} 0',
      'bytes{platform="kick"} 20',
    ]);
    calls('kick', '2xx');
    bytes(1, 'kick');
    expect(await told(metrics)).toContain('calls{platform="kick",outcome="2xx"} 3');
    expect(await told(metrics)).toContain('bytes{platform="kick"} 21');
  });
});
