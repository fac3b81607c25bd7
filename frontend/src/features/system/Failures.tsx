import { Link } from '@tanstack/react-router';
import { CircleCheck } from 'lucide-react';
import { codeWords } from '@/features/stores/codeWords';
import { Card, Empty } from '@/ui/Parts';
import { Ago } from '@/ui/Time';
import type { Cause } from './queries';

/** What went wrong in the last day, by cause. */
export function Failures({ causes }: { causes: Cause[] }) {
  return (
    <Card title="What went wrong in the last 24 hours" flush>
      {causes.length === 0 ? (
        <Empty icon={<CircleCheck />} title="Nothing went wrong" />
      ) : (
        <div className="overflow-x-auto">
          <table className="w-full text-sm">
            <thead className="border-b text-left text-xs text-muted">
              <tr>
                <th scope="col" className="px-4 py-2 font-medium">
                  Cause
                </th>
                <th scope="col" className="px-4 py-2 text-right font-medium">
                  Stores
                </th>
                <th scope="col" className="px-4 py-2 text-right font-medium">
                  Times
                </th>
                <th scope="col" className="px-4 py-2 font-medium">
                  Last
                </th>
                <th scope="col" className="px-4 py-2 font-medium">
                  Last seen at
                </th>
              </tr>
            </thead>
            <tbody className="divide-y divide-line">
              {causes.map((cause) => (
                <tr key={cause.code}>
                  <td className="max-w-md px-4 py-2">
                    <p className="font-medium">{codeWords(cause.code)}</p>
                    <p className="line-clamp-2 text-xs break-words text-muted">{cause.message}</p>
                  </td>
                  <td className="px-4 py-2 text-right">{cause.stores.toLocaleString()}</td>
                  <td className="px-4 py-2 text-right">{cause.times.toLocaleString()}</td>
                  <td className="px-4 py-2 whitespace-nowrap text-muted">
                    <Ago time={cause.last_at} suffix />
                  </td>
                  <td className="px-4 py-2">
                    <Link
                      to="/s/$id"
                      params={{ id: cause.last_store }}
                      className="rounded text-accent underline-offset-2 hover:underline"
                    >
                      {cause.last_store}
                    </Link>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}
