/** Everything that can come of the operations on people. */
import { expect } from 'vitest';
import { call } from './api-client.js';
import { at, type AskedOf } from './asked.js';

const CHESS = {
  name: 'Chess',
  id: expect.stringMatching(/^00g/) as unknown,
  members: ['wei'],
};

export const ASKED_PEOPLE: AskedOf = {
  listUsers: [
    {
      line: 'GET /users?tenant=okta&state=suspended&group=Finance&q=SAM',
      status: 200,
      says: { users: [{ handle: 'sam', possible: ['unsuspend', 'deactivate', 'delete'] }] },
    },
    {
      line: 'GET /users?tenant=okta&q=hopper',
      status: 200,
      says: { users: [{ handle: 'grace' }] },
    },
    {
      line: 'GET /users?tenant=okta&group=Notaries',
      status: 200,
      says: { users: [{ handle: 'nelida' }, { handle: 'thurgood' }] },
    },
    {
      line: 'GET /users?tenant=okta&state=locked-out',
      status: 200,
      says: { users: [{ handle: 'lou' }] },
    },
    { line: 'GET /users?tenant=okta&state=disabled', status: 400 },
    { line: 'GET /users', status: 400 },
    { line: 'GET /users?tenant=ping', status: 404 },
  ],
  createUser: [
    {
      line: at('POST /users'),
      body: { handle: 'nina', email: 'nina.novak@acme.example', groups: 'Legal', assigned: false },
      status: 201,
      says: { displayName: 'Nina Novak', groups: ['Legal'], assignments: [] },
    },
    {
      line: at('POST /users'),
      body: { handle: 'gina', email: 'gina@globex.example', guestOf: 'globex' },
      status: 201,
      says: { guestOf: 'globex', assignments: ['app', 'your-app'] },
    },
    { line: at('POST /users'), body: { handle: 'ada', email: 'a@b.c' }, status: 409 },
    { line: at('POST /users'), body: { handle: 'ada' }, status: 400 },
    { line: 'POST /users?tenant=ping', body: { handle: 'nina', email: 'a@b.c' }, status: 404 },
  ],
  getUser: [
    { line: at('GET /users/ada.byron@acme.example'), status: 200, says: { handle: 'ada' } },
    { line: at('GET /users/adda'), status: 404 },
  ],
  updateUser: [
    {
      line: at('PATCH /users/ada'),
      body: { lastName: 'King', attributes: { department: ['Analysis'] } },
      status: 200,
      says: { lastName: 'King', attributes: { department: ['Analysis'] } },
    },
    { line: at('PATCH /users/ada'), body: { state: 'active' }, status: 400 },
    { line: at('PATCH /users/adda'), body: { lastName: 'King' }, status: 404 },
    {
      line: at('PATCH /users/ada'),
      body: { userName: 'grace.hopper@acme.example' },
      status: 409,
    },
  ],
  getUserHistory: [
    {
      after: (server) => call(server, at('POST /users/ada/suspend')),
      line: at('GET /users/ada/history'),
      status: 200,
      says: { versions: [{ verb: 'hire' }, { verb: 'suspend', user: { state: 'suspended' } }] },
    },
    { line: at('GET /users/adda/history'), status: 404 },
  ],
  listGroups: [
    {
      after: (server) => call(server, at('POST /users/wei/join'), { body: { groups: 'Chess' } }),
      line: at('GET /groups'),
      status: 200,
      says: { groups: expect.arrayContaining([CHESS]) as unknown },
    },
    { line: 'GET /groups?tenant=ping', status: 404 },
  ],
  joinGroups: [
    {
      line: at('POST /users/wei/join'),
      body: { groups: ['Leads', 'Chess'] },
      status: 200,
      says: { groups: ['All Staff', 'Finance', 'Leads', 'Chess'] },
    },
    { line: at('POST /users/wei/join'), body: {}, status: 400 },
    { line: at('POST /users/weii/join'), body: { groups: 'Chess' }, status: 404 },
  ],
  leaveGroups: [
    {
      line: at('POST /users/wei/leave'),
      body: { groups: ['Finance'] },
      status: 200,
      says: { groups: ['All Staff'] },
    },
    { line: at('POST /users/wei/leave'), body: { groups: ['Chess'] }, status: 404 },
  ],
  assignApplication: [
    {
      line: at('POST /users/uma/assign'),
      body: { application: 'app' },
      status: 200,
      says: { assignments: ['app'] },
    },
    { line: at('POST /users/uma/assign'), body: { application: 'apps' }, status: 404 },
    { line: at('POST /users/dana/assign'), body: { application: 'app' }, status: 409 },
  ],
  unassignApplication: [
    {
      line: at('POST /users/ada/unassign'),
      body: { application: 'app' },
      status: 200,
      says: { assignments: ['your-app'] },
    },
    { line: at('POST /users/uma/unassign'), body: { application: 'app' }, status: 409 },
  ],
  changeState: [
    { line: at('POST /users/ada/suspend'), status: 200, says: { state: 'suspended' } },
    {
      after: (server) => call(server, at('DELETE /users/ada')),
      line: at('POST /users/ada/rehire'),
      body: { set: { email: 'ada@acme.example' } },
      status: 200,
      says: { state: 'active', email: 'ada@acme.example' },
    },
    {
      line: at('POST /users/ada/unlock'),
      status: 409,
      says: { error: { possible: ['suspend', 'lock', 'expire-password', 'deactivate', 'delete'] } },
    },
    { line: at('POST /users/ada/suspend'), body: { set: { email: 'a@b.c' } }, status: 400 },
    { line: at('POST /users/adda/suspend'), status: 404 },
  ],
  deleteUser: [
    { line: at('DELETE /users/ada'), status: 200, says: { state: 'deleted' } },
    { line: at('DELETE /users/adda'), status: 404 },
  ],
};
