import { Button } from 'antd';
import { Component, type ReactNode } from 'react';
import { reportFault } from './faults';

interface State {
  readonly ref: string | undefined;
}

/** Catches what a page could not handle: says so with a number to quote, and the rest of the window goes on. */
export class PageBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { ref: undefined };

  static getDerivedStateFromError(): State {
    return { ref: '…' };
  }

  override componentDidCatch(error: Error): void {
    void reportFault(error).then((ref) => this.setState({ ref }));
  }

  override render(): ReactNode {
    if (this.state.ref === undefined) return this.props.children;
    return (
      <div className="state" role="alert">
        <strong>这个页面出现意外错误（编号 {this.state.ref}）</strong>
        <p>
          已保存的内容不受影响，未保存的内容留在草稿中。可以重新打开本页，或先做别的工作；如果再次出现，请把编号告诉系统管理员。
        </p>
        <Button type="primary" onClick={() => this.setState({ ref: undefined })}>
          重新打开本页
        </Button>
      </div>
    );
  }
}
