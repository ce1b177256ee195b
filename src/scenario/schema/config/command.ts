/** Floor 1: how to start the app under test. */
import { z } from 'zod';
import type { CommandConfig } from '../../target-config.js';
import { name } from '../value.js';
import { address } from './address.js';
import { fillIns } from './fill-in.js';
import { wait } from './wait.js';

/** What must be there, and what the configuration says besides. */
export type CommandEntry = Pick<CommandConfig, 'start'> & Partial<CommandConfig>;

/** The `command` key of a target. */
export const command: z.ZodType<CommandEntry> = z
  .union([
    name.transform((line): CommandEntry => ({ start: line })),
    z.strictObject({
      start: name.meta({
        description: 'The shell command that starts the app and stays until it is ended.',
        examples: ['npm start'],
      }),
      ready: address
        .meta({
          description:
            'The app is ready when this answers with any status below 500. Default: `url`.',
          examples: ['/health'],
        })
        .exactOptional(),
      folder: name
        .meta({
          description: 'Where the command runs. Default: the folder of this file.',
          examples: ['../app'],
        })
        .exactOptional(),
      env: fillIns
        .meta({
          description: 'Variables for the app, besides those of Standin itself.',
          examples: [{ PORT: 3000 }],
        })
        .exactOptional(),
      timeout: wait
        .meta({
          description: 'How long to wait until the app is ready. Default: 60s.',
          examples: ['60s'],
        })
        .exactOptional(),
    }),
  ])
  .meta({
    description: 'Starts the app under test before the first story, and ends it after the last.',
    examples: ['npm start', { start: 'npm start', ready: '/health' }],
  });
