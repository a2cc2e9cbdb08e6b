'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/button';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '../ui/dialog';
import type { SourceActions } from './actions';
import { AddSourceForm } from './add-source-form';

export function AddSourceDialog({ add }: { readonly add: SourceActions['add'] }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
      <DialogTrigger asChild>
        <Button>
          <Plus aria-hidden />
          Watch a source
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Watch a source</DialogTitle>
          <DialogDescription>
            The server reads it with the AWS credentials of its own environment; none are kept here.
          </DialogDescription>
        </DialogHeader>
        <AddSourceForm add={add} onAdded={() => setIsOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}
