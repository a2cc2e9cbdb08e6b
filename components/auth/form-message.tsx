/** The place for what went wrong; kept free so that nothing shifts. */
export function FormMessage({ message }: { readonly message: string | undefined }) {
  return (
    <p role="alert" className="min-h-10 text-danger">
      {message}
    </p>
  );
}
