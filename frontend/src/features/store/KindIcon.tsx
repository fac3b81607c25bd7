import {
  Box,
  Database,
  Gauge,
  Globe,
  HardDrive,
  Layers,
  ListChecks,
  Network,
  Shapes,
  ShieldCheck,
  type LucideIcon,
} from 'lucide-react';

const icons: Record<string, LucideIcon> = {
  Deployment: Layers,
  StatefulSet: Database,
  Job: ListChecks,
  Pod: Box,
  Service: Network,
  PersistentVolumeClaim: HardDrive,
  Ingress: Globe,
  NetworkPolicy: ShieldCheck,
  ResourceQuota: Gauge,
};

/** What tells the kinds of objects apart at a glance; the word stands beside it. */
export function KindIcon({ kind }: { kind: string }) {
  const Icon = icons[kind] ?? Shapes;
  return <Icon aria-hidden size={16} className="shrink-0 text-muted" />;
}
