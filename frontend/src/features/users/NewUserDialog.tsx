import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Dices } from 'lucide-react';
import { useState } from 'react';
import { SHORTEST_PASSWORD } from '@/features/auth/ways';
import { FormRefusal, useRefusal } from '@/features/shell/Refusal';
import { Button } from '@/ui/Button';
import { Copy } from '@/ui/Copy';
import { Choice, Field } from '@/ui/Field';
import { FormDialog } from '@/ui/FormDialog';
import { toast } from '@/ui/toast';
import { randomPassword } from './password';
import { createUser, usersKey } from './queries';

/** Makes an account for somebody, whom the operator tells the password. */
export function NewUserDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [role, setRole] = useState<'user' | 'operator'>('user');
  const make = useMutation({
    mutationFn: () => createUser({ email: email.trim(), password, role }),
    onSuccess: (user) => {
      toast.success(`${user.email} can sign in now`);
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: usersKey }),
    gcTime: 0,
  });
  const { error, wait } = useRefusal({ error: make.error, at: make.submittedAt });
  return (
    <FormDialog
      onClose={onClose}
      title="New account"
      description="Tell them the password over a safe way; they can change it on their account page."
      action="Make the account"
      busy={make.isPending}
      disabled={wait > 0}
      onSubmit={() => make.mutate()}
      className="space-y-1 pt-1"
    >
      <Field
        label="E-mail address"
        name="email"
        type="email"
        data-autofocus
        autoComplete="off"
        value={email}
        error={error?.fields['email']}
        onChange={(event) => setEmail(event.target.value)}
      />
      <div className="flex items-start gap-1">
        <Field
          label="Password"
          name="new-password"
          autoComplete="new-password"
          spellCheck={false}
          className="min-w-0 flex-1"
          value={password}
          error={error?.fields['password']}
          hint={`At least ${SHORTEST_PASSWORD} characters.`}
          onChange={(event) => setPassword(event.target.value)}
        />
        <span className="mt-6 flex">
          <Button
            look="quiet"
            size="icon"
            aria-label="Make up a password"
            title="Make one up"
            onClick={() => setPassword(randomPassword())}
          >
            <Dices />
          </Button>
          <Copy text={password} label="Copy the password" />
        </span>
      </div>
      <Choice
        label="Role"
        value={role}
        onChange={(event) => setRole(event.target.value === 'operator' ? 'operator' : 'user')}
      >
        <option value="user">User: sees their own stores</option>
        <option value="operator">Operator: sees and changes everything</option>
      </Choice>
      <FormRefusal error={error} wait={wait} />
    </FormDialog>
  );
}
