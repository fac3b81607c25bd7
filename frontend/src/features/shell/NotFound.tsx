import { Link } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { buttonClass } from '@/ui/Button';
import { Empty } from '@/ui/Parts';

export function NotFound() {
  return (
    <main className="mx-auto max-w-lg pt-[12vh]">
      <Empty
        page
        icon={<Compass />}
        title="There is nothing at this address"
        action={
          <Link to="/" className={buttonClass('primary')}>
            Go to your stores
          </Link>
        }
      >
        The link may be old, or a part of it may be missing.
      </Empty>
    </main>
  );
}
