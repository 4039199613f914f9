import type { PipeTransform, Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { requestInvalid } from '../errors/request.errors.js';
import { fieldProblems, STRICT } from './validation.pipe.js';

/** A body that is a bare array of DTOs, which the type of a parameter does not say at run time. */
export class ListPipe<T extends object> implements PipeTransform {
  constructor(
    private readonly type: Type<T>,
    private readonly most: number,
  ) {}

  transform(value: unknown): T[] {
    if (!Array.isArray(value) || value.length > this.most) {
      const message = `the body must be an array of at most ${this.most}`;
      throw requestInvalid([{ path: '', code: 'is_array', message }]);
    }
    const items = value.map((item: unknown, index) => this.itemOf(item, index));
    const problems = items.flatMap((item, index) => fieldProblems(validateSync(item, STRICT), `[${index}]`));
    if (problems.length > 0) throw requestInvalid(problems);
    return items;
  }

  private itemOf(item: unknown, index: number): T {
    if (typeof item === 'object' && item !== null && !Array.isArray(item)) return plainToInstance(this.type, item);
    throw requestInvalid([{ path: `[${index}]`, code: 'is_object', message: 'each item must be an object' }]);
  }
}
