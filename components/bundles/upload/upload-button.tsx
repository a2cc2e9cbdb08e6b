'use client';

import { File, Folder, Upload } from 'lucide-react';
import { Button } from '../../ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '../../ui/dropdown-menu';
import { useUploads } from './upload-provider';

export function UploadButton({ className }: { readonly className?: string }) {
  const { chooseFiles, chooseFolder } = useUploads();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button className={className}>
          <Upload aria-hidden />
          Upload
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem onSelect={chooseFiles}>
          <File aria-hidden />
          Files or archives…
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={chooseFolder}>
          <Folder aria-hidden />A folder…
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
