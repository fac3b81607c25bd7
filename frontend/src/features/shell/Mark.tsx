/** The product's mark: two threads, one over and one under. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg aria-hidden width={size} height={size} viewBox="0 0 32 32" className="shrink-0">
      <rect width="32" height="32" rx="8" fill="#1d2a4d" />
      <g fill="none" strokeWidth="3" strokeLinecap="round">
        <path stroke="#7d9bff" d="M10.5 7v7M10.5 19v6M21.5 7v1.2M21.5 14v11" />
        <path stroke="#fff" d="M7 11.3h.6M13.4 11.3H25M7 20.7h11.6M24.4 20.7h.6" />
      </g>
    </svg>
  );
}
