import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { SignInEnvironment } from './sign-in-environment.js';
import { Variable } from './variable.js';

/** How platforms are called as somebody. */
export class PassthroughEnvironment extends SignInEnvironment {
  @Variable('bytes of a body that may be relayed to a platform', '10485760')
  @Type(() => Number)
  @IsInt()
  @Min(1024)
  @Max(1_073_741_824)
  readonly PASSTHROUGH_MAX_BYTES!: number;

  @Variable('seconds until a platform must have accepted a connection', '5')
  @Type(() => Number)
  @Min(0.05)
  @Max(60)
  readonly PLATFORM_CONNECT_TIMEOUT_SECONDS!: number;

  @Variable('seconds until a platform must have begun to answer', '30')
  @Type(() => Number)
  @Min(0.05)
  @Max(600)
  readonly PLATFORM_ANSWER_TIMEOUT_SECONDS!: number;

  @Variable('calls that may run at once through one connection, in each replica', '64')
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(10_000)
  readonly PLATFORM_CALLS_PER_CONNECTION!: number;
}
