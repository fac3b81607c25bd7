import { Link } from '@tanstack/react-router';
import { CircleCheck } from 'lucide-react';
import { codeWords } from '@/features/stores/codeWords';
import { Card, Empty } from '@/ui/Parts';
import { Column, TableHead } from '@/ui/Table';
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
            <TableHead>
              <Column>Cause</Column>
              <Column className="text-right">Stores</Column>
              <Column className="text-right">Times</Column>
              <Column>Last</Column>
              <Column>Last seen at</Column>
            </TableHead>
            <tbody className="divide-y divide-line">
              {causes.map((cause) => (
                <tr key={cause.code} className="*:px-3 *:py-2 *:first:pl-4 *:last:pr-4">
                  <td className="max-w-md">
                    <p className="font-medium">{codeWords(cause.code)}</p>
                    <p className="line-clamp-2 text-xs break-words text-muted">{cause.message}</p>
                  </td>
                  <td className="text-right">{cause.stores.toLocaleString()}</td>
                  <td className="text-right">{cause.times.toLocaleString()}</td>
                  <td className="whitespace-nowrap text-muted">
                    <Ago time={cause.last_at} suffix />
                  </td>
                  <td>
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
