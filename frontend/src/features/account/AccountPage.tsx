import { Link } from '@tanstack/react-router';
import { useSession, type Session } from '@/features/auth/session';
import { buttonClass } from '@/ui/Button';
import { Copy } from '@/ui/Copy';
import { Card, Fact } from '@/ui/Parts';
import { Setting } from '@/ui/Setting';
import { CloseSetting } from './CloseSetting';
import { PasswordSetting } from './PasswordSetting';
import { SessionsSetting } from './SessionsSetting';
import { UseCard } from './UseCard';

/** Who I am here, what I use of what I may, and how I get in. */
export function AccountPage() {
  const session = useSession();
  if (session === null) {
    return null;
  }
  return (
    <>
      <h1 className="mb-4 text-xl font-semibold">Account</h1>
      <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-2">
        <div className="min-w-0 space-y-4">
          <Who session={session} />
          <UseCard />
        </div>
        {session.mode === 'local' && <Ways session={session} />}
      </div>
    </>
  );
}

function Who({ session }: { session: Session }) {
  return (
    <Card title="Who you are">
      <dl className="grid gap-x-6 gap-y-3.5 sm:grid-cols-3">
        <Fact name={session.mode === 'local' ? 'E-mail address' : 'Name'}>
          <bdi className="break-all">{session.name}</bdi>
        </Fact>
        <Fact name="Role">{session.operator ? 'Operator: sees everything' : 'User: sees their own stores'}</Fact>
        {session.mode === 'local' ? (
          <Fact name="Account" action={<Copy text={session.account} label="Copy the account’s id" />}>
            <code className="font-mono text-xs break-all">{session.account}</code>
          </Fact>
        ) : (
          <Fact name="Proof">None: demo mode believes every name, so there is no password to change.</Fact>
        )}
      </dl>
    </Card>
  );
}

function Ways({ session }: { session: Session }) {
  return (
    <div className="divide-y divide-line rounded-lg border bg-surface">
      <PasswordSetting session={session} />
      <Setting title="API tokens" hint="For programs and for the command line.">
        <Link to="/tokens" className={buttonClass()}>
          Your API tokens
        </Link>
      </Setting>
      <SessionsSetting />
      <CloseSetting session={session} />
    </div>
  );
}
