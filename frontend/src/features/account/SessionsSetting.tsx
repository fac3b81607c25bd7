import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { useLeave } from '@/features/auth/useLeave';
import { Button } from '@/ui/Button';
import { Confirm } from '@/ui/Confirm';
import { Setting } from '@/ui/Setting';

export function SessionsSetting() {
  const leave = useLeave();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const go = (): void => {
    setBusy(true);
    void leave('everywhere').finally(() => {
      setBusy(false);
      setAsking(false);
    });
  };
  return (
    <Setting title="Sessions" hint="Where you left a browser signed in that you can no longer reach.">
      <Button onClick={() => setAsking(true)}>
        <LogOut /> Sign out everywhere…
      </Button>
      {asking && (
        <Confirm
          title="Sign out everywhere?"
          description="Every browser of this account is signed out, this one too. API tokens go on working; revoke them one by one."
          action="Sign out everywhere"
          danger={false}
          busy={busy}
          onConfirm={go}
          onClose={() => setAsking(false)}
        />
      )}
    </Setting>
  );
}
