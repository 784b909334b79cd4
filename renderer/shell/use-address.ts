// Follows the address where the person goes back and forth.

import { useEffect } from 'react';
import { useView } from '../state/view.ts';

export function useAddress(): void {
  useEffect(() => {
    const onMove = () => useView.getState().follow(location.hash);
    window.addEventListener('popstate', onMove);
    // It may have changed since the store was made.
    onMove();
    return () => window.removeEventListener('popstate', onMove);
  }, []);
}
