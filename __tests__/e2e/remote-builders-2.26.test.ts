import { describeRemoteBuilders } from './support/remote-builders.ts'

describeRemoteBuilders('2.26', 'single-user')
