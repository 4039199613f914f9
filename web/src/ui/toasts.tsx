import { Toast } from '@base-ui/react/toast';
import type { ReactElement } from 'react';
import { toProblem } from '../api/problem';

const manager = Toast.createToastManager();

/** Says that something was done. */
export function say(title: string): void {
  manager.add({ title, timeout: 5_000 });
}

/** Says that something was refused. Stays until it is read. */
export function sayProblem(error: unknown): void {
  const problem = toProblem(error);
  const request = problem.requestId === null ? '' : `Request ${problem.requestId}`;
  manager.add({
    type: 'bad',
    title: problem.title,
    description: [problem.detail, request].filter(Boolean).join(' '),
    timeout: 0,
    priority: 'high',
  });
}

export function Toasts(): ReactElement {
  return (
    <Toast.Provider toastManager={manager}>
      <Toast.Portal>
        <Toast.Viewport className="toasts">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList(): ReactElement[] {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={`toast ${toast.type ?? ''}`} swipeDirection="right">
      <Toast.Content className="toast-content">
        <div>
          <Toast.Title className="strong" />
          <Toast.Description className="small" />
        </div>
        <Toast.Close className="button quiet" aria-label="Dismiss">
          ✕
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}
