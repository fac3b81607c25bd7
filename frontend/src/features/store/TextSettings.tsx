import { useState, type SubmitEvent } from 'react';
import type { Store, StoreEdit } from '@/features/stores/types';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Failure } from '@/ui/Notice';
import { Setting } from '@/ui/Setting';
import { useEdit } from './useEdit';

export function NameSetting({ store }: { store: Store }) {
  return (
    <TextSetting
      key={store.name}
      store={store}
      title="Name"
      field="name"
      value={store.name}
      hint="The address does not change with the name."
      editOf={(name) => ({ name })}
      doneWords="Renamed"
    />
  );
}

export function DomainSetting({ store }: { store: Store }) {
  return (
    <TextSetting
      key={store.custom_domain}
      store={store}
      title="Own domain"
      field="custom_domain"
      value={store.custom_domain ?? ''}
      placeholder="shop.example.com"
      hint={`Point the domain at the cluster first. Empty: only ${store.host}.`}
      editOf={(domain) => ({ custom_domain: domain === '' ? null : domain })}
      doneWords="Domain changed"
    />
  );
}

function TextSetting({
  store,
  title,
  field,
  value,
  hint,
  placeholder,
  editOf,
  doneWords,
}: {
  store: Store;
  title: string;
  field: string;
  value: string;
  hint: string;
  placeholder?: string;
  editOf: (text: string) => StoreEdit;
  doneWords: string;
}) {
  const [text, setText] = useState(value);
  const { change, busy, error, reset } = useEdit(store);
  const wanted = text.trim();
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (wanted !== value) {
      change({ edit: editOf(wanted), done: doneWords, undo: editOf(value) });
    }
  };
  const fieldError = error?.fields[field] === undefined ? null : error.message;
  return (
    <Setting title={title} hint={hint}>
      <form onSubmit={submit} noValidate className="flex items-start gap-2">
        <Field
          className="min-w-0 flex-1"
          label={title}
          hideLabel
          name={field}
          dir="auto"
          autoComplete="off"
          placeholder={placeholder}
          value={text}
          error={fieldError}
          onChange={(event) => {
            setText(event.target.value);
            reset();
          }}
        />
        <Button type="submit" busy={busy} disabled={wanted === value}>
          Save
        </Button>
      </form>
      {error !== null && fieldError === null && <Failure error={error} />}
    </Setting>
  );
}
