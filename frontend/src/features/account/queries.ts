import { api, unwrap } from '@/api/client';

export function changePassword(current: string, next: string) {
  return unwrap(api.POST('/api/v1/auth/password', { body: { current_password: current, new_password: next } }));
}

export function closeAccount(password: string) {
  return unwrap(api.POST('/api/v1/auth/close', { body: { password } }));
}
