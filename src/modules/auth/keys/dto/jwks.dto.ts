import { ApiProperty } from '@nestjs/swagger';
import type { LoadedKey } from '../loaded-key.js';

export class JwkDto {
  @ApiProperty({ enum: ['OKP'], example: 'OKP' })
  readonly kty!: 'OKP';

  @ApiProperty({ enum: ['Ed25519'], example: 'Ed25519' })
  readonly crv!: 'Ed25519';

  @ApiProperty({ example: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' })
  readonly x!: string;

  @ApiProperty({ example: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k' })
  readonly kid!: string;

  @ApiProperty({ enum: ['EdDSA'], example: 'EdDSA' })
  readonly alg!: 'EdDSA';

  @ApiProperty({ enum: ['sig'], example: 'sig' })
  readonly use!: 'sig';
}

export class JwksDto {
  @ApiProperty({ type: [JwkDto] })
  readonly keys!: readonly JwkDto[];

  static from(keys: readonly LoadedKey[]): JwksDto {
    return { keys: keys.map(({ id, publicJwk }) => ({ ...publicJwk, kid: id, alg: 'EdDSA', use: 'sig' })) };
  }
}
