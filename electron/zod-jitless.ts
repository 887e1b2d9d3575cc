import { z } from 'zod';

/** No code made at run time anywhere; imported before the first schema. */
z.config({ jitless: true });
