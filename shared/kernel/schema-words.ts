import type { z } from 'zod';

/** Said of what is missing; a form that knows the name of the field says that instead. */
export const MISSING = '此项必填';

/** What a schema says in Chinese where it has no sentence of its own; the router and the forms both speak so. */
export function schemaWords(issue: z.core.$ZodRawIssue): string {
  const absent = issue.input === undefined || issue.input === null;
  switch (issue.code) {
    case 'invalid_type':
      if (absent) return MISSING;
      return issue.expected === 'number' || issue.expected === 'int' ? '请填写数字' : '填写的内容不对';
    case 'too_big':
      return `${issue.inclusive === false ? '应小于' : '不超过'} ${issue.maximum}${unitOf(issue.origin)}`;
    case 'too_small':
      if (issue.origin === 'string' && Number(issue.minimum) === 1) return MISSING;
      return `${issue.inclusive === false ? '应大于' : '不少于'} ${issue.minimum}${unitOf(issue.origin)}`;
    case 'invalid_format':
      return '格式不对';
    case 'invalid_value':
      return absent ? MISSING : '不在可选的范围内';
    default:
      return '填写的内容不对';
  }
}

const unitOf = (origin: string): string => (origin === 'string' ? ' 个字' : origin === 'array' ? ' 项' : '');
