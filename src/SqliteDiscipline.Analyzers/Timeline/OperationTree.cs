using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Timeline;

internal static class OperationTree
{
    /// <summary>
    /// The operation and all within it, each before what is in it: what Roslyn's own <c>DescendantsAndSelf</c> gives, without making something anew at every
    /// level. That is felt, for all bodies that are bound are gone through like this.
    /// </summary>
    public static Enumerator Tree(this IOperation operation) => new(operation);

    internal struct Enumerator
    {
        private readonly Stack<IOperation> _pending;

        public Enumerator(IOperation root)
        {
            _pending = new Stack<IOperation>(16);
            _pending.Push(root);
            Current = root;
        }

        public IOperation Current { get; private set; }

        public readonly Enumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_pending.Count == 0)
            {
                return false;
            }

            Current = _pending.Pop();
            foreach (var child in Current.ChildOperations.Reverse())
            {
                _pending.Push(child);
            }

            return true;
        }
    }
}
