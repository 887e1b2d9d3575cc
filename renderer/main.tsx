import './zod-without-eval';
import 'antd/dist/reset.css';
import 'antd/dist/antd.css';
import './app/app.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';

const root = document.querySelector('#root');
if (root !== null) createRoot(root).render(<App />);
